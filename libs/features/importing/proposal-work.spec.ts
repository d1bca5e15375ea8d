import { branchAnnualTemplate as template } from '@domain/cycle/branch-annual-template';
import { proposeImport } from '@domain/importing';
import { Computing } from '@platform/computing';
import { proposalWork } from './proposal-work';

const paragraph = '全年召开党员大会4次，支部会议12次，书记党课5次，主题党日12次，党员群众都来参加。\n';
const textOf = (characters: number) =>
  `一、主要工作完成情况\n${paragraph.repeat(characters / paragraph.length)}二、存在的问题\n学习不够深入。\n`;
const taskOf = (characters: number) => ({ text: textOf(characters), template, options: { year: 2025 } });

describe('reading imported texts beside the server', () => {
  let computing: Computing;
  beforeEach(() => {
    computing = new Computing();
  });
  afterEach(() => computing.onModuleDestroy());

  it('proposes what reading on the spot would', async () => {
    const task = taskOf(3000);
    expect((await computing.run(proposalWork, task, 'a')).proposal).toEqual(
      proposeImport(task.text, template, task.options),
    );
  });

  it('leaves the thread that answers requests free', async () => {
    await computing.run(proposalWork, taskOf(100), 'a');
    let turns = 0;
    let done = false;
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await computing.run(proposalWork, taskOf(60_000), 'a');
    done = true;
    // Read on the spot, it would let through a turn or two.
    expect(turns).toBeGreaterThan(50);
  });

  it('turns away what would wait too long, and gives up what is not read in time', async () => {
    const given = Array.from({ length: 9 }, () => computing.run(proposalWork, taskOf(2000), 'a'));
    const settled = await Promise.allSettled(given);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'import_busy', status: 503 });
    const late = computing.run({ ...proposalWork, milliseconds: 1 }, taskOf(900_000), 'a');
    // Which of them, a busy machine decides.
    await expect(late).rejects.toMatchObject({
      code: expect.stringMatching(/^import_(?:takes_too_long|busy)$/),
    });
    expect((await computing.run(proposalWork, taskOf(100), 'a')).proposal.sections.length).toBeGreaterThan(0);
  });
});
