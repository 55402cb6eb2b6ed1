/* SPDX-License-Identifier: Apache-2.0 */
// The contract that the address names; the server knows which there are.
const role = new URLSearchParams(window.location.search).get("role");

for (const link of document.querySelectorAll("nav a")) {
  if (new URL(link.href).search === window.location.search) {
    link.setAttribute("aria-current", "page");
  }
}

SwaggerUIBundle({
  url: "../api-docs" + (role === null ? "" : "?role=" + encodeURIComponent(role)),
  dom_id: "#api",
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  // Nothing is asked of anybody else.
  validatorUrl: null,
});
