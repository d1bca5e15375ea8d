/** Of libs/domain: the rules that decide, which `npm run test:mutation` changes. */
exports.folders = ['review', 'access', 'deadlines', 'reminders', 'rollup'];
