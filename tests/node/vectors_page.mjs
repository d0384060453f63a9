/** The page of tests/browser/test_vectors_in_chromium.py: starts the worker and writes down what it says. */

const worker = new Worker(new URL("vectors_worker.mjs", import.meta.url), { type: "module" });

function done(results) {
  document.querySelector("#results").textContent = JSON.stringify(results);
  document.title = "done";
}

worker.onmessage = ({ data }) => done(data);
worker.onerror = (event) => done([["the worker runs", event.message || "it didn't start"]]);
