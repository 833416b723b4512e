// Runs in <head> before anything is painted, so a dark page never flashes white.
// Choices: system (default), light, dark; kept in this browser only.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const order = ["system", "light", "dark"];
  const chosen = () => {
    try {
      return localStorage.getItem("theme") || "system";
    } catch {
      return "system"; // Storage is switched off in this browser.
    }
  };

  const apply = (choice) => {
    const theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
    document.documentElement.dataset.bsTheme = theme;
    document.documentElement.dataset.themeChoice = choice;
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.setAttribute("aria-label", `Colours: ${choice}. Change`);
    }
    document.dispatchEvent(new CustomEvent("themechange"));
  };

  apply(chosen());
  system.addEventListener("change", () => apply(chosen()));
  document.addEventListener("DOMContentLoaded", () => apply(chosen()));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = order[(order.indexOf(document.documentElement.dataset.themeChoice) + 1) % 3];
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Nothing to keep it in: the choice lasts until the page is left.
    }
    apply(next);
  });
})();
