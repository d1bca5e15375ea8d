// Stands for fast-check in every spec (jest.config.cjs). Each run meets the same random cases, so that a run of CI
// judges the change and no other chance: a property whose counterexample is rare would fail somebody else's change.
// FAST_CHECK_SEED=random looks for new counterexamples, FAST_CHECK_SEED=<number> repeats what it printed.
const { join } = require('node:path');
// By its path: its name leads here.
const fc = require(join(__dirname, '../../node_modules/fast-check/lib/cjs/fast-check.js'));

const asked = process.env.FAST_CHECK_SEED ?? '20261130';
if (asked !== 'random') {
  const seed = Number(asked);
  if (!Number.isInteger(seed))
    throw new Error(`FAST_CHECK_SEED is neither a whole number nor random: ${asked}`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}

module.exports = fc;
