import { Computing } from '@platform/computing';
import { DocumentFiles } from './document-files';
import { documentWork, type Layout } from './document-work';
import { mostParagraphs } from './printed-size';
import { sampleReport } from './sample-report';

const at = new Date('2025-12-08T01:00:00Z');
const withBody = (body: string, format: 'docx' | 'pdf' | 'txt' = 'pdf'): Layout => ({
  kind: 'report',
  report: { ...sampleReport(), sections: [{ key: 'work', title: '主要工作', body }] },
  format,
  options: { createdAt: at },
});

describe('laying out documents beside the server', () => {
  let computing: Computing;
  beforeEach(() => {
    computing = new Computing();
  });
  afterEach(() => computing.onModuleDestroy());

  it('leaves the thread that answers free while a long one is set', async () => {
    await computing.run(documentWork, withBody('一句话。'), 'a');
    let turns = 0;
    let done = false;
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    const file = await computing.run(documentWork, withBody('党员群众都来参加。\n'.repeat(5000)), 'a');
    done = true;
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    // Set on the spot, it would let through one turn in twelve milliseconds.
    expect(turns).toBeGreaterThan(500);
  });

  it('refuses more paragraphs than memory would do for, gives their plain text, and goes on', async () => {
    for (const format of ['docx', 'pdf'] as const) {
      const absurd = withBody('甲\n'.repeat(mostParagraphs + 1), format);
      await expect(computing.run(documentWork, absurd, 'a')).rejects.toMatchObject({
        code: 'too_costly',
        status: 422,
      });
      const possible = withBody('甲\n'.repeat(mostParagraphs - 100), format);
      const file = await computing.run(documentWork, possible, 'a');
      expect(file.length).toBeGreaterThan(1000);
    }
    const text = await computing.run(documentWork, withBody('甲\n'.repeat(250_000), 'txt'), 'a');
    expect(text.length).toBeGreaterThan(250_000);
    expect((await computing.run(documentWork, withBody('甲', 'docx'), 'a')).length).toBeGreaterThan(1000);
  });

  it('counts paragraphs before it lays out anything', async () => {
    for (const format of ['docx', 'pdf'] as const) {
      const laidOut = async (paragraphs: number) => {
        const layout = withBody('甲\n'.repeat(paragraphs), format);
        if (layout.kind !== 'report') return;
        // Read by whoever sets the first line.
        Object.defineProperty(layout.report, 'title', {
          get: () => {
            throw new Error('laid out');
          },
        });
        await documentWork.perform(layout);
      };
      await expect(laidOut(mostParagraphs + 1)).rejects.toMatchObject({ code: 'too_costly' });
      await expect(laidOut(1)).rejects.toThrow('laid out');
    }
  });

  it('sets an edition once, for however many ask', async () => {
    const run = jest.spyOn(computing, 'run');
    const editions = new DocumentFiles(computing);
    let laid = 0;
    const layout = () => {
      laid += 1;
      return withBody('一句话。');
    };
    const asked = Array.from({ length: 50 }, (_, index) =>
      editions.ofEdition('1 pdf', layout, `from ${index}`),
    );
    const files = await Promise.all(asked);
    expect(new Set(files).size).toBe(1);
    await editions.ofEdition('1 pdf', layout, 'later');
    expect([laid, run.mock.calls.length]).toEqual([1, 1]);
    await editions.ofEdition('2 pdf', layout, 'later');
    expect(laid).toBe(2);
  });

  it('asks anew after a refusal', async () => {
    const editions = new DocumentFiles(computing);
    jest.spyOn(computing, 'run').mockRejectedValueOnce(new Error('refused once'));
    await expect(editions.ofEdition('1 pdf', () => withBody('甲'), 'a')).rejects.toThrow('refused once');
    expect((await editions.ofEdition('1 pdf', () => withBody('甲'), 'a')).length).toBeGreaterThan(1000);
  });
});
