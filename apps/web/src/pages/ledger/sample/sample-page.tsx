import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ledgerKey } from '../../../api/ledger';
import { drawSample, listBatches, type SampleBody } from '../../../api/ledger-batch';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { limit } from '../../../kit/limit';
import { TextSkeleton } from '../../../kit/skeleton';
import { useSignedIn } from '../../../session/session';
import { StaleLine } from '../../../shell/page-failure';
import '../../../style/list.css';
import '../../../style/rows.css';
import { OrgSelect } from '../../administration/org/org-select';
import { LedgerHead } from '../ledger-head';
import ledgerHead from '../ledger-head.module.css';
import styles from './sample-page.module.css';
import { SampleResult } from './sample-result';

interface Values {
  under: string;
  batch?: string;
  percent: number;
  seed: string;
}

/** The draw that the address names; whoever opens the link repeats it, which draws the same. */
function drawOf(search: URLSearchParams): SampleBody | null {
  const [under, seed] = [search.get('under'), search.get('seed')];
  const percent = Number(search.get('percent'));
  if (!under || !seed || !(percent >= 1 && percent <= 100)) return null;
  return { under, seed, share: percent / 100, batch: search.get('batch') ?? undefined };
}

/** 回头看: a draw that anybody can repeat, and what the look-backs found since. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger', 'administration']);
  const me = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const body = drawOf(search);
  const post = me.appointments.find(({ role }) => ['reviewer', 'leader', 'admin', 'observer'].includes(role));
  const batches = useQuery({ queryKey: [...ledgerKey, 'batches'], queryFn: listBatches });
  const draw = useQuery({
    queryKey: [...ledgerKey, 'sample', body],
    queryFn: () => drawSample(body as SampleBody),
    enabled: body !== null,
  });
  return (
    <main className={`list-page ${ledgerHead.wide}`}>
      <LedgerHead current="samples" />
      <p className={`muted ${styles.lead}`}>{t('sample.lead')}</p>
      <Form<Values>
        key={search.toString()}
        className={`surface ${styles.form} no-paper`}
        layout="vertical"
        requiredMark={false}
        validateMessages={{ required: t('common:required') }}
        initialValues={{
          under: search.get('under') ?? post?.org.code,
          batch: search.get('batch') ?? undefined,
          percent: body ? Math.round(body.share * 100) : 10,
          seed: search.get('seed') ?? '',
        }}
        onFinish={({ under, batch, percent, seed }) =>
          setSearch({ under, ...(batch ? { batch } : {}), percent: String(percent), seed: seed.trim() })
        }
      >
        <Form.Item name="under" label={t('sample.under')} rules={[{ required: true }]}>
          <OrgSelect />
        </Form.Item>
        <Form.Item name="batch" label={t('ledger:batch')}>
          <Select
            allowClear
            placeholder={t('sample.anyBatch')}
            options={(batches.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
        <Form.Item name="percent" label={t('sample.share')} rules={[{ required: true }]}>
          <InputNumber className="wide" min={1} max={100} precision={0} suffix="%" />
        </Form.Item>
        <Form.Item
          name="seed"
          label={t('sample.seed')}
          rules={[{ required: true, whitespace: true }]}
          extra={t('sample.seedHint')}
        >
          <Input count={limit(100)} placeholder={t('sample.seedExample')} />
        </Form.Item>
        <p className={styles.submit}>
          <Button primary={!draw.data} type="submit">
            {t('sample.draw')}
          </Button>
        </p>
      </Form>
      {body && draw.isPending && <TextSkeleton lines={4} label={t('common:loading')} />}
      {draw.error && <StaleLine text={problemText(draw.error)} onRetry={() => void draw.refetch()} />}
      {draw.data && <SampleResult sample={draw.data} batches={batches.data?.items ?? []} />}
    </main>
  );
}
