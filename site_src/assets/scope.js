// What the theme's script expects to find. It asks for stored settings: this site keeps none.
__md_scope = new URL(document.currentScript.dataset.base + "/", location.href);
__md_hash = (text) => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
__md_get = () => null;
__md_set = () => {};
// Until the scripts at the end have come, style sheets know that they will (site.css, long tables).
document.documentElement.classList.add("early");
addEventListener("load", () => document.documentElement.classList.remove("early"));
