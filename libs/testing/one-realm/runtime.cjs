// How jest loads the modules of a spec (`runtime` in jest.config.cjs). By itself it gives each spec file a realm of its own
// (node:vm) and loads everything anew there: 2,600 modules of packages beside 900 of ours, which took longer than most
// specs. Here a worker process loads a package once, as Node does and as the product does, and compiles a file of ours
// once; what a module of ours keeps is fresh in each spec file all the same, since it is executed anew. For a package and
// a spec to agree on what an Array is, both live in the one realm of the process.
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { compileFunction, constants } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What each folder gets for a name, by `folder\0name`. */
const packages = new Map();
/** By file: its transformed source, and that as a function. */
const compiled = new Map();

class OneRealmRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    this.aliases = this._config.moduleNameMapper.map(([pattern]) => new RegExp(pattern));
    const { executor } = this;
    executor.compile = (source, filename) => compile(source, filename, executor.injectedModuleParameters);
  }

  requireModuleOrMock(from, name) {
    return this.isOurs(name) ? super.requireModuleOrMock(from, name) : requirePackage(from, name);
  }

  isOurs(name) {
    return /^[./]|^@jest\/globals$/.test(name) || this.aliases.some((alias) => alias.test(name));
  }
}

function requirePackage(from, name) {
  const folder = dirname(from);
  const key = `${folder}\0${name}`;
  if (!packages.has(key)) packages.set(key, createRequire(from)(name));
  return packages.get(key);
}

function compile(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.run;
  const run = compileFunction(source, parameters, {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  compiled.set(filename, { source, run });
  return run;
}

module.exports = { __esModule: true, default: OneRealmRuntime };
