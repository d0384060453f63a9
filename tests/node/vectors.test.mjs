/** The vectors that every implementation shares: they decide the bytes of sections 6 to 8, and the edge cases. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { GOLDEN, VECTORS, filesUnder } from "./files.mjs";
import { checks, goldenChecks } from "./vector_checks.mjs";

const FILES = new Map([...filesUnder(VECTORS, "vectors/"), ...filesUnder(GOLDEN, "golden/")]);

for (const [name, claim] of checks(FILES)) test(name, claim);

const golden = goldenChecks(FILES);
for (const [name, claim] of golden) test(`golden: ${name}`, claim);
if (!golden.length) test("golden files", { skip: "of other projects are not here: ../shared/vectors/tlog" }, () => assert.fail());
