// Another date for what is tested, which runs on from there: the system's own stays as it is. Given to Node with
// --require, which threads and child processes inherit, jest's among them. TEST_DATE_SHIFT_MS is the difference to the
// system's date in milliseconds; unset, nothing changes.

/** Must not use anything around it: a browser's page runs its source. */
function shiftDate(milliseconds) {
  const System = Date;
  const now = () => System.now() + milliseconds;
  globalThis.Date = new Proxy(System, {
    construct: (target, given, caller) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], caller),
    apply: () => new System(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** The source of a script that shifts a page's date. */
const shiftedPage = (milliseconds) => `(${shiftDate})(${milliseconds})`;

const shift = Number(process.env.TEST_DATE_SHIFT_MS ?? 0);
// Once: jest executes this file again for a spec that imports it.
const shifted = Symbol.for('baoshen.date-is-shifted');
if (shift && !globalThis[shifted]) {
  shiftDate(shift);
  globalThis[shifted] = true;
}

module.exports = { shiftedPage };
