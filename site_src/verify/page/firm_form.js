/** Wakes the form of “查我的单位” before its code is there: whatever the reader does first waits for it. */

/**
 * @param {HTMLElement} section with the form of templates/firm_form.html
 * @param {() => Promise<import("./firm.js").FirmSearch>} search fetches the code, once
 */
export function wakeForm(section, search) {
  const said = section.querySelector("[data-said]");
  const act = async (work) => {
    try {
      work(await search());
    } catch (error) {
      said.textContent = "查找程序没有取到。请检查网络再试。";
    }
  };
  section.addEventListener("focusin", () => act(() => null));
  section.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    act((found) => found.submit());
  });
  const receipt = section.querySelector("[data-receipt]");
  if (receipt) {
    receipt.querySelector("button").addEventListener("click", () => act((found) => found.useReceipt()));
    receipt.querySelector("input[type=file]").addEventListener("change", () => act((found) => found.useImage()));
  }
  for (const control of section.querySelectorAll("[disabled]")) control.disabled = false;
}
