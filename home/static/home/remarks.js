/* What was said of the text while it was being kept is neither lost nor kept twice.

   Wagtail takes what the answer to an autosave says of the remarks for all there is: a remark, a reply or a word that came
   after the form was read (five seconds before it is sent) would vanish, and so would what is being written. Here the
   answer only tells which of what was sent is stored, and under what number. */
(() => {
  const app = window.comments?.commentApp;
  if (!app) return;
  const all = () => app.store.getState().comments.comments;
  let sent = [];

  /* What was stored of each when the text was opened: who has it open twice keeps what was said last. A form that comes
     back with what is wrong shows what was typed, and tells what that was before. */
  const opened = JSON.parse(document.getElementById("comments-data")?.textContent || "{}").opened || [];
  const ofRemark = new Map(opened.map(({ pk, was }) => [pk, was]));
  const ofReply = new Map(opened.flatMap(({ replies }) => replies.map(({ pk, was }) => [pk, was])));
  const wasOf = (part, prefix) => {
    const id = Number(part.querySelector(":scope > [name$='-id']").value);
    const remarks = [...all().values()];
    const isRemark = prefix === "comments";
    const found = isRemark ? remarks : remarks.flatMap((remark) => [...remark.replies.values()]);
    return (isRemark ? ofRemark : ofReply).get(id) ?? found.find((one) => one.remoteId === id)?.originalText;
  };

  document.addEventListener("w-autosave:save", ({ defaultPrevented }) => {
    if (!defaultPrevented) sent = [...all().values()].filter((remark) => remark.mode !== "creating");
  });

  /* What was sent, each with what is stored of it. What was new has no number yet: it is known by its place and words,
     for what was sent before, of which no answer came, is stored already and comes first. */
  const said = ({ contentpath, text }) => JSON.stringify([contentpath, text.trim().split(/\s+/)]);
  const pair = (before, stored) => {
    const known = new Set(before.map((one) => one.remoteId));
    const added = new Set(stored.filter((one) => one.pk && !known.has(one.pk)));
    return before.map((one) => {
      if (one.remoteId) return [one, stored.find((other) => other.pk === one.remoteId)];
      const kept = [...added].find((other) => said(other) === said(one));
      added.delete(kept);
      return [one, kept];
    });
  };

  /* A reply that was taken away after it was sent is there again, to be taken away from what is stored. */
  const repliesOf = (now, before, stored) => {
    const replies = new Map(now.replies);
    pair([...before.replies.values()], stored.replies).forEach(([reply, kept]) => {
      if (reply.deleted) replies.delete(reply.localId);
      else if (kept) {
        const shown = replies.get(reply.localId) || { ...reply, deleted: true };
        ofReply.delete(kept.pk);
        replies.set(reply.localId, { ...shown, remoteId: kept.pk, originalText: reply.text });
      }
    });
    return replies;
  };

  app.updateData = ({ comments: stored }) => {
    const { addComment, updateComment, deleteComment } = app.actions;
    const put = (action) => app.store.dispatch(action);
    pair(sent, stored).forEach(([before, kept]) => {
      const id = before.localId;
      if (before.deleted || before.resolved || (before.remoteId && !kept)) {
        put(updateComment(id, { remoteId: null })); // what has no number is forgotten as a whole
        put(deleteComment(id));
      } else if (kept) {
        const now = all().get(id);
        ofRemark.delete(kept.pk);
        if (!now) put(addComment({ ...before, deleted: true }));
        const replies = repliesOf(now || before, before, kept);
        put(updateComment(id, { remoteId: kept.pk, originalText: before.text, replies }));
      }
    });
    sent = [];
  };

  /* Wagtail counts what is stored only when it reads all remarks anew. */
  const isDirty = (one) => !one.remoteId || one.deleted || one.resolved || one.text !== one.originalText;
  app.selectors.selectIsDirty = ({ comments }) =>
    [...comments.comments.values()].some(
      (remark) => remark.mode !== "creating" && [remark, ...remark.replies.values()].some(isDirty),
    );

  /* In a form what is stored comes first, and is counted; a remark that was begun earlier may be sent later. */
  const isStored = (part) => part.querySelector(":scope > [name$='-id']").value !== "";
  const arrange = (within, prefix, entries) => {
    const parts = [...within.querySelectorAll(":scope > fieldset")];
    const first = parts.filter(isStored);
    entries.push([`${prefix}-TOTAL_FORMS`, parts.length], [`${prefix}-INITIAL_FORMS`, first.length]);
    entries.push([`${prefix}-MIN_NUM_FORMS`, 0], [`${prefix}-MAX_NUM_FORMS`, ""]);
    [...first, ...parts.filter((part) => !isStored(part))].forEach((part, place) => {
      part.querySelectorAll(":scope > input:not([name*='_FORMS'])").forEach(({ name, value }) => {
        entries.push([`${prefix}-${place}-${name.split("-").pop()}`, value]);
      });
      const was = isStored(part) ? wasOf(part, prefix) : undefined;
      if (was !== undefined) entries.push([`${prefix}-${place}-was`, was]);
      if (prefix === "comments") arrange(part, `${prefix}-${place}-replies`, entries);
    });
    return entries;
  };
  document.addEventListener("formdata", ({ target, formData }) => {
    const shown = target.matches("[data-edit-form]") && target.querySelector("#comments-output:has(input)");
    if (shown) arrange(shown, "comments", []).forEach(([name, value]) => formData.set(name, value));
  });

  /* Who comes to a remark by key can answer it; by pointer Wagtail sees to it, after the click. */
  document.addEventListener("focusin", ({ target }) => {
    const id = Number(target.closest(".comment")?.dataset.commentId);
    if (!all().has(id) || app.store.getState().comments.focusedComment === id) return;
    if (!target.matches(":focus-visible")) return;
    app.store.dispatch(app.actions.setFocusedComment(id, { updatePinnedComment: true, forceFocus: false }));
  });

  /* Tab goes round in a remark that is open: which key leads out stands in it, and is read with where one writes. Of that
     Wagtail says in grey only what it is for, which goes away with the first letter. */
  const words = JSON.parse(document.getElementById("home-editor-words").textContent);
  const hint = document.createElement("p");
  Object.assign(hint, { id: "home-leave-remark", hidden: true, textContent: words.leaveRemark });
  document.body.append(hint);
  const nameText = (text) => {
    const isReply = text.matches(".comment__reply-input, .comment-reply *");
    const about = (text.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== hint.id);
    text.setAttribute("aria-label", isReply ? words.ownReply : words.ownRemark);
    text.setAttribute("aria-describedby", [...about, hint.id].join(" "));
  };
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    const remark = target.closest(".comment");
    // Who leaves it by a key goes on in the text that it is about, in sight.
    if (!remark && relatedTarget?.closest(".comment")) target.scrollIntoView({ block: "nearest" });
    if (!remark || !target.matches(":focus-visible")) return;
    remark.dataset.leave = words.leaveRemark;
    if (target.matches("textarea")) nameText(target);
  });

  /* The menu of a remark lies over what comes next, and closes only at a click beside it. */
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const menu = target.closest(".comment-header__action--more");
    if (!menu?.querySelector("[open]") || !relatedTarget || menu.contains(relatedTarget)) return;
    document.body.dispatchEvent(new MouseEvent("click"));
  });
})();
