// For mutation testing: every mutant meets the same random cases, so that its fate is no matter of luck, and a property
// that fails ends at its first counterexample, since nobody reads a smaller one.
const fc = require('fast-check');

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20251105, endOnFailure: true });
