const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { folders } = require('./folders.cjs');

/**
 * The specs that judge the rules, as one test file: mutation testing runs them thousands of times, and what they have
 * in common is loaded once a run instead of once a spec. Random models come last, when no quicker test has failed.
 */
const domain = join(__dirname, '../../domain');
const specs = folders.flatMap((folder) =>
  readdirSync(join(domain, folder))
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => join(domain, folder, file)),
);
const isModel = (file) => file.endsWith('.property.spec.ts');
for (const file of [...specs.filter((each) => !isModel(each)), ...specs.filter(isModel)]) require(file);
