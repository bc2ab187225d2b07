// [data-rupiah]: dots appear while one types; the server reads the number with or without them.
export function start() {}

document.addEventListener("input", (event) => {
  const input = event.target.closest("[data-rupiah]");
  if (!input) return;
  const fromEnd = input.value.length - input.selectionEnd;
  const digits = input.value.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  input.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  const at = Math.max(0, input.value.length - fromEnd);
  input.setSelectionRange(at, at);
});
