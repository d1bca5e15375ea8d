import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Metrics } from '@platform/watching';
import { describeWithProgram } from '@testing/external-program';
import { apiHarness } from '@testing/http';
import { until } from '@testing/until';
import { workerHarness } from '@testing/worker';

const folder = resolve(__dirname, '../../deploy');
const files = ['prometheus/alerts.yml', 'grafana/baoshen.json'];
const written = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');

/** Histograms give three series of figures. */
const families = (exposition: string) =>
  new Set(
    [...exposition.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    ),
  );
const named = [...new Set(written.match(/\b(?:baoshen|nodejs|process)_[a-z0-9_]+/g))];
/** `kind` of `name{kind="…"}`, with the value where it must be that one. */
const selected = [...written.matchAll(/\b(baoshen_\w+)\{(\w+)=\\?"(\w+)\\?"/g)].map(
  ([, name = '', label = '', value = '']) => ({ name, label, value }),
);

describe('alerts and dashboard', () => {
  const api = apiHarness();
  const worker = workerHarness({ backend: 'postgres', beats: true });
  const figures = (application: { get(type: typeof Metrics): Metrics }) =>
    application.get(Metrics).registry.metrics();

  it('name only figures that every process gives', async () => {
    expect(named.length).toBeGreaterThan(10);
    const ofApi = families(await figures(api.application));
    const ofWorker = families(await figures(worker.application));
    expect(named.filter((name) => !ofApi.has(name))).toEqual([]);
    expect(named.filter((name) => !ofWorker.has(name))).toEqual([]);
  });

  it('name only labels that occur', async () => {
    const text = await figures(api.application);
    const labels = selected.filter(({ name }) => !name.startsWith('baoshen_http'));
    expect(labels.length).toBeGreaterThan(2);
    for (const { name, label, value } of labels)
      expect(text).toMatch(new RegExp(`${name}\\{.*${label}="${value}"`));
  });

  it('hear of jobs as soon as a worker does some', async () => {
    await until('a job was counted', async () =>
      /baoshen_job_seconds_count\{job="[\w.]+",outcome="done"\} [1-9]/.test(
        await figures(worker.application),
      ),
    );
  });

  describeWithProgram('promtool', { package: 'prometheus' }, (promtool) => {
    it('are written as Prometheus reads them, and each alert fires where it should and nowhere else', () => {
      promtool(['check', 'config', join(folder, 'prometheus/prometheus.yml')]);
      expect(promtool(['test', 'rules', join(folder, 'prometheus/alerts.test.yml')])).toContain('SUCCESS');
      const tried = readFileSync(join(folder, 'prometheus/alerts.test.yml'), 'utf8');
      for (const [, alert] of written.matchAll(/- alert: (\w+)/g))
        expect(tried.match(new RegExp(`alertname: ${alert}\\b`, 'g'))?.length ?? 0).toBeGreaterThan(1);
    });
  });
});
