/* Below a text of the statement: a link to another section that says its number. The server keeps the number right. */
(() => {
  const { createElement, useEffect, useRef, useState } = window.React;
  const { EditorState, Modifier } = window.DraftJS;
  const sections = () =>
    JSON.parse(document.querySelector("[data-sections]")?.dataset.sections || "[]");

  const References = ({ getEditorState, onChange }) => {
    const [offered, setOffered] = useState(sections);
    const place = useRef(null);
    // The editor gives the text itself no name: it is that of its field, in the part of the text that it is in.
    useEffect(() => {
      const words = (element) => element?.textContent.replace(/\*\s*$/, "").trim() || "";
      const part = place.current.closest(".w-panel")?.querySelector(".c-sf-block__type, [data-panel-heading-text]");
      const field = place.current.closest("[data-contentpath]")?.querySelector(":scope > .w-field__label");
      const name = [...new Set([words(field), words(part)].filter(Boolean))].join(", ");
      const text = place.current.closest(".w-field")?.querySelector(".public-DraftEditor-content");
      // In a table or a list the name says which cell or item it is in, and changes when those are moved.
      if (place.current.closest(".typed-table-block, [data-streamfield-list-container]")) window.verantwoord.nameParts?.();
      else if (name) text?.setAttribute("aria-label", name);
    }, []);
    useEffect(() => {
      const changed = () => setOffered(sections());
      document.addEventListener("home-sections:changed", changed);
      return () => document.removeEventListener("home-sections:changed", changed);
    }, []);
    if (!offered.length) return createElement("span", { ref: place, hidden: true });

    const words = JSON.parse(document.getElementById("home-editor-words").textContent);
    const refer = (event) => {
      const chosen = offered.find((section) => section.anchor === event.target.value);
      if (!chosen) return;
      const state = getEditorState();
      const content = state.getCurrentContent().createEntity("LINK", "MUTABLE", { url: `#${chosen.anchor}` });
      const text = `${words.word} ${chosen.number}`;
      const entity = content.getLastCreatedEntityKey();
      const next = Modifier.replaceText(content, state.getSelection(), text, null, entity);
      const pushed = EditorState.push(state, next, "insert-characters");
      onChange(EditorState.forceSelection(pushed, next.getSelectionAfter()));
    };
    const option = (section) =>
      createElement("option", { key: section.anchor, value: section.anchor }, `${section.number}. ${section.heading}`);
    return createElement(
      "label",
      { className: "home-reference", ref: place },
      createElement("span", null, words.reference),
      createElement(
        "select",
        { value: "", onChange: refer },
        createElement("option", { value: "" }, words.choose),
        offered.map(option),
      ),
    );
  };

  window.draftail.registerPlugin({ type: "section-reference", meta: References }, "controls");
})();
