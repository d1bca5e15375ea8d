const { default: Sequencer } = require('@jest/test-sequencer');

// Suites that take longest, longest first. jest remembers durations by itself, but a fresh clone, as CI has one each
// time, knows none: a long suite that is started last keeps one core busy and the others waiting.
const longest = [
  'test/http/heaviest',
  'test/standalone/standalone',
  'libs/domain/linear-time',
  'test/http/authorisation/walk',
  'test/concurrency/decisions',
  'test/http/bad-input',
  'libs/features/document/document-work',
  'apps/worker/worker',
  'test/http/authorisation/fields',
  'test/http/guessing',
  'libs/features/importing/docx/costly-documents',
  'test/http/odd-values',
  'test/http/streams',
  'apps/cli/backup',
  'libs/features/cycle/cycle-opening',
  'test/http/every-plane-files',
  'apps/worker/shutdown',
  'libs/domain/importing/import-properties',
  'libs/features/document/docx-round-trip',
  'test/http/random-lives',
  'libs/features/demo-data/demonstration',
  'test/http/every-plane',
  'libs/features/audit/history-verifier',
  'test/http/statistics',
  'libs/domain/review/life-cycle',
  'libs/platform/embedded-database/embedded-database',
  'test/http/planning-input',
];

/** Starts what takes longest first, and leaves the rest in jest's own order. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const at = longest.findIndex((name) => path.includes(`${name}.`));
      return at < 0 ? longest.length : at;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
};
