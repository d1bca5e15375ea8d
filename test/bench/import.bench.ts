import { monitorEventLoopDelay } from 'node:perf_hooks';
import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { proposeImport } from '@domain/importing';
import { calibration, type Measured, measure, type Share } from '@domain/importing/corpus/measure';
import { proposalWork, readDocument } from '@features/importing';
import { Computing } from '@platform/computing';
import { readCorpus } from '@testing/import-corpus';
import { type Figure, percentile } from './figure';
import { sampleReport } from './report-text';

const rounds = 30;
const usual = 20_000;
const long = 300_000;

/** A report of the four sections with headings, figures and lists, as somebody would paste it. */
function pastedReport(characters: number): string {
  const share = characters / 4 - 200;
  const parts = [
    `一、主要工作完成情况\n全年召开党员大会4次、支部会议12次，书记党课5次，主题党日12次。\n${sampleReport(1, share)}`,
    `二、存在的问题\n（一）学习联系实际不够。\n${sampleReport(2, share / 2)}\n（二）活动创新不足。\n${sampleReport(3, share / 2)}`,
    `三、原因剖析\n一是计划不细。${sampleReport(4, share)}`,
    `四、下一步工作打算\n1.细化学习安排。\n${sampleReport(5, share / 2)}\n2.创新活动形式。\n${sampleReport(6, share / 2)}`,
  ];
  return parts.join('\n');
}

/** How long requests wait for the event loop at worst while a long text is read beside it. */
async function longestStall(): Promise<Figure> {
  const task = { text: pastedReport(long), template: branchAnnualTemplate, options: {} };
  const computing = new Computing();
  await computing.run(proposalWork, { ...task, text: pastedReport(usual) }, 'bench');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await computing.run(proposalWork, task, 'bench');
  const took = performance.now() - started;
  delay.disable();
  await computing.onModuleDestroy();
  return {
    bench: 'import',
    figure: 'import_300k_longest_stall_ms',
    value: Number((delay.max / 1e6).toFixed(2)),
    unit: 'ms',
    floor: Number(took.toFixed(2)),
    conditions: {
      characters: task.text.length,
      floor: 'the time the text takes, which read on the spot is the stall',
    },
  };
}

async function times(action: () => unknown): Promise<number> {
  await action();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await action();
    samples.push(performance.now() - started);
  }
  return percentile(samples, 0.5);
}

const parts: ReadonlyArray<[part: keyof Measured, goal: number]> = [
  ['headings', 0.95],
  ['sections', 0.93],
  ['figures', 0.88],
  ['wrong', 0.02],
  ['problems', 0.75],
  ['defects', 0.75],
];
const worstShown = 5;

function sum(shares: Share[]): Share {
  return shares.reduce((total, { right, of }) => ({ right: total.right + right, of: total.of + of }), {
    right: 0,
    of: 0,
  });
}

function faults(text: Measured): number {
  const missed = [text.headings, text.figures, text.problems, text.defects].map(
    ({ right, of }) => of - right,
  );
  return missed.reduce((total, count) => total + count, text.wrong.right * 3 + text.falseAlarms);
}

/** What the import makes of the corpus (libs/domain/importing/corpus); the worst texts go to stderr with why. */
function quality(): Figure[] {
  const corpus = readCorpus();
  const texts = corpus.map(measure);
  const characters = texts.reduce((total, text) => total + text.characters, 0);
  const alarms = texts.reduce((total, text) => total + text.falseAlarms, 0);
  for (const text of [...texts].sort((a, b) => faults(b) - faults(a)).slice(0, worstShown)) {
    process.stderr.write(`${text.name}: ${faults(text)} faults\n  ${text.notes.join('\n  ')}\n`);
  }
  const figure = (name: string, { right, of }: Share, goal: number): Figure => ({
    bench: 'import',
    figure: `import_corpus_${name}`,
    value: of === 0 ? 0 : Number((right / of).toFixed(4)),
    unit: 'share',
    goal,
    conditions: { texts: texts.length, right, of },
  });
  return [
    ...parts.map(([part, goal]) => figure(part, sum(texts.map((text) => text[part] as Share)), goal)),
    figure('sure_figures', calibration(corpus, 0.9), 0.98),
    figure('lost', { right: texts.reduce((total, { lost }) => total + lost, 0), of: characters }, 0),
    figure('false_alarms_in_3000', { right: alarms * 3000, of: characters }, 1),
  ];
}

/** Import of a pasted text of 20,000 characters, against one pass of a regular expression over it. */
export async function run(): Promise<Figure[]> {
  const text = pastedReport(usual);
  const bytes = Buffer.from(text, 'utf8');
  const proposal = proposeImport(text, branchAnnualTemplate);
  const value = await times(() => proposeImport(text, branchAnnualTemplate));
  const reading = await times(() => readDocument({ filename: 'report.txt', bytes }));
  const floor = await times(() => text.match(/\p{Script=Han}{1,20}[，。]/gu));
  const conditions = {
    characters: text.length,
    sections: proposal.sections.length,
    figures: proposal.indicators.length,
    headings: proposal.outline.length,
    rounds,
    floor: 'one regular expression over the same text',
  };
  const round = (milliseconds: number) => Number(milliseconds.toFixed(2));
  return [
    ...quality(),
    await longestStall(),
    {
      bench: 'import',
      figure: 'import_20k_ms',
      value: round(value),
      unit: 'ms',
      floor: round(floor),
      conditions,
    },
    {
      bench: 'import',
      figure: 'import_txt_decode_20k_ms',
      value: round(reading),
      unit: 'ms',
      floor: round(floor),
      conditions,
    },
  ];
}
