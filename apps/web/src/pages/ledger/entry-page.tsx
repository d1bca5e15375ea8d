import { Form, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { enterItem } from '../../api/ledger';
import { isProblem, problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Icon } from '../../kit/icon';
import { useKeptText } from '../../kit/use-kept-text';
import { hasRole, ownPosts, useSignedIn } from '../../session/session';
import '../../style/list.css';
import { OrgSelect } from '../administration/org/org-select';
import { DayFormField, dayOf, WordsField } from './form-parts';
import styles from './ledger.module.css';

const ownSources = ['self', 'org_life'] as const;
const sources = ['inspection', 'supervision', 'audit', 'appraisal', 'org_life', 'self', 'report'] as const;

interface Values {
  org: string;
  source: (typeof sources)[number];
  problem: string;
  cause?: string;
  dueOn: Dayjs;
}

/** 登记: of the own unit, which is open at once, or of a unit below, which claims it first. */
export function Component() {
  const { t } = useTranslation(['ledger', 'administration']);
  const me = useSignedIn();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [problem, keepProblem] = useKeptText('ledger.enter.problem');
  const [cause, keepCause] = useKeptText('ledger.enter.cause');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const own = ownPosts(me)
    .filter(({ role }) => role === 'secretary' || role === 'reporter')
    .map(({ org }) => org);
  const above = me.appointments.find(({ role }) => role === 'reviewer' || role === 'admin');
  const isOwn = (code: string | undefined) => own.some((org) => org.code === code);
  if (own.length === 0 && !hasRole(me, 'reviewer', 'admin'))
    return (
      <main className="list-page">
        <div className="rows">
          <Empty title={t('mayNotEnter')}>{t('mayNotEnterText')}</Empty>
        </div>
      </main>
    );

  const send = async ({ dueOn, ...values }: Values) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const item = await enterItem({
        org: values.org,
        source: values.source,
        problem: values.problem.trim(),
        cause: values.cause?.trim() || null,
        dueOn: dayOf(dueOn),
      });
      keepProblem('');
      keepCause('');
      await navigate(`/ledger/${item.id}`, { replace: true });
    } catch (error) {
      const faults = isProblem(error) ? (error.document.errors ?? []) : [];
      form.setFields(
        faults.map(({ pointer, detail }) => ({
          name: pointer.replace('/', '') as keyof Values,
          errors: [detail],
        })),
      );
      if (faults.length === 0) setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className={`list-page ${styles.page}`}>
      <p className={`${styles.back} no-paper`}>
        <Link className="link" to="/ledger">
          <Icon name="back" /> {t('title')}
        </Link>
      </p>
      <h1>{t('enterTitle')}</h1>
      <Form<Values>
        form={form}
        className={`surface ${styles.form}`}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        validateMessages={{ required: t('common:required') }}
        initialValues={{ org: above ? undefined : own[0]?.code, source: 'self', problem, cause }}
        onValuesChange={(_, values) => {
          keepProblem(values.problem ?? '');
          keepCause(values.cause ?? '');
          if (isOwn(values.org) && !ownSources.some((source) => source === values.source))
            form.setFieldValue('source', 'self');
        }}
        onFinish={send}
      >
        <Form.Item name="org" label={t('unit')} rules={[{ required: true }]}>
          {above ? (
            <OrgSelect under={own.some((org) => org.code !== above.org.code) ? undefined : above.org.code} />
          ) : (
            <Select options={own.map(({ code, name }) => ({ value: code, label: name }))} />
          )}
        </Form.Item>
        <Form.Item noStyle dependencies={['org']}>
          {({ getFieldValue }) => (
            <Form.Item name="source" label={t('sourceLabel')} rules={[{ required: true }]}>
              <Radio.Group
                className={styles.radios}
                options={(isOwn(getFieldValue('org') as string | undefined) ? ownSources : sources).map(
                  (value) => ({
                    value,
                    label: t(`source.${value}`),
                  }),
                )}
              />
            </Form.Item>
          )}
        </Form.Item>
        <WordsField name="problem" label={t('problem')} extra={t('noLeads')} />
        <WordsField name="cause" label={t('cause')} required={false} rows={3} />
        <DayFormField name="dueOn" label={t('dueLabel')} />
        {failure && (
          <p className="hot" role="alert">
            {failure}
          </p>
        )}
        <p className={`${styles.acts} no-paper`}>
          <Button primary busy={busy} onClick={() => form.submit()}>
            {t('enterConfirm')}
          </Button>
        </p>
      </Form>
    </main>
  );
}
