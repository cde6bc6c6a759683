// Keeps a colour's code and the browser's picker beside it the same.
document.addEventListener("input", (event) => {
  const field = event.target;
  const picked = field.dataset.colourOf;
  if (picked) {
    const code = document.getElementById(picked);
    code.value = field.value;
    code.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (field.matches(".colour-input input[type=text]") && /^#[0-9a-f]{6}$/i.test(field.value)) {
    field.parentElement.querySelector("[data-colour-of]").value = field.value;
  }
});
