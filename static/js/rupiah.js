// [data-rupiah]: dots appear while one types; the server reads the number with or without them.
function dot(input) {
  const digits = input.value.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  input.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
}

export function start(root) {
  // What was typed before this arrived; a refused value with letters in it stays as it was typed.
  for (const input of root.querySelectorAll("[data-rupiah]")) if (/^[\d.]+$/.test(input.value)) dot(input);
}

document.addEventListener("input", (event) => {
  const input = event.target.closest("[data-rupiah]");
  if (!input) return;
  const fromEnd = input.value.length - input.selectionEnd;
  dot(input);
  const at = Math.max(0, input.value.length - fromEnd);
  input.setSelectionRange(at, at);
});
