// Evaluated in a page after axe-core. What it returns is short: a long answer costs more than the question.
(() => {
  const root = document.documentElement;
  const every = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  const onlyWhatIsRead = {
    resultTypes: ["violations"],
    elementRef: false,
    ancestry: false,
    xpath: false,
    performanceTimer: false,
  };
  let lastShape = null;

  async function axeFinds(part, runOnly) {
    const { violations } = await axe.run(part, { ...onlyWhatIsRead, runOnly });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 3).map(({ html }) => `${id}: ${help}\n    ${html.slice(0, 160)}`),
    );
  }

  function sticksOut() {
    if (root.scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (part) => part.getBoundingClientRect().right > innerWidth + 1,
    );
    return ["wider than the window:", ...wide.slice(0, 5).map((part) => part.outerHTML.slice(0, 120))];
  }

  // What is there, which of it is shown, and where: all that rules other than those of colours can depend on.
  function shape() {
    const places = [...root.querySelectorAll("*")].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const { display, overflow, pointerEvents } = getComputedStyle(part);
      const shown = part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const place = [x + scrollX, y + scrollY, width, height];
      return [...place, shown, display, overflow, pointerEvents, part.value, part.checked].join();
    });
    return [root.outerHTML.replace(/ data-bs-theme="\w+"/, ""), ...places].join("\n");
  }

  async function takesTheme(theme) {
    const until = performance.now() + 30_000;
    while (root.dataset.bsTheme !== theme && performance.now() < until) await new Promise(requestAnimationFrame);
    return root.dataset.bsTheme === theme ? [] : [`the page does not become ${theme}`];
  }

  // A chart takes its new width some frames after the window.
  async function fits() {
    const until = performance.now() + 3_000;
    while (sticksOut().length && performance.now() < until) await new Promise(requestAnimationFrame);
    return sticksOut();
  }

  window.judge = {
    fits,
    axeFinds: (part) => axeFinds(part, every),
    // Everything is asked of a look, unless only colours can differ from the look before.
    async look(theme) {
      const troubles = [...(theme ? await takesTheme(theme) : []), ...(await fits())];
      const before = lastShape;
      lastShape = shape();
      return [...troubles, ...(await axeFinds("html", lastShape === before ? colours : every))];
    },
  };
})();
