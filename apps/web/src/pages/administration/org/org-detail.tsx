import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Descriptions, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type AppointmentItem,
  createOrgUnit,
  getOrgUnit,
  type OrgUnit,
  renameOrgUnit,
} from '../../../api/administration';
import type { OrgKind, Page, Role } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { problemText } from '../../../api/problem';
import { Button, ButtonLink } from '../../../kit/button';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { TextSkeleton } from '../../../kit/skeleton';
import styles from '../administration.module.css';
import { EndedLine } from './ended-line';
import { codeRule } from './org-code';
import { OrgReorganise } from './org-reorganise';

type Dialog = 'rename' | 'add' | null;

/** One unit: its place, its posts, and what may be done with it. */
export function OrgDetail({ id }: { id: string }) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const unit = useQuery({ queryKey: ['org-unit', id], queryFn: () => getOrgUnit(id) });
  const posts = useQuery({
    queryKey: ['appointments', id],
    queryFn: () =>
      allPages((window) =>
        answer<Page<AppointmentItem>>(
          client.GET('/api/v1/appointments', { params: { query: { org: id, ...window } } }),
        ),
      ),
  });
  const [dialog, setDialog] = useState<Dialog>(null);
  const renew = () => queries.invalidateQueries();
  const close = () => setDialog(null);
  if (unit.isPending) return <TextSkeleton lines={6} label={t('common:loading')} />;
  if (unit.error) return <p role="alert">{problemText(unit.error)}</p>;
  const { data } = unit;
  const dissolved = data.dissolvedOn !== null;

  return (
    <article>
      <header className={styles.head}>
        <h2>{data.name}</h2>
        <span className="right">
          {!dissolved && below[data.kind].length > 0 && (
            <Button onClick={() => setDialog('add')}>{t('org.add')}</Button>
          )}
          {!dissolved && <Button onClick={() => setDialog('rename')}>{t('org.rename')}</Button>}
        </span>
      </header>
      <EndedLine unit={data} />
      <Descriptions
        column={{ xs: 1, sm: 2 }}
        size="small"
        items={[
          { key: 'code', label: t('org.code'), children: data.code },
          { key: 'kind', label: t('org.kind'), children: t(`common:kind.${data.kind}`) },
          { key: 'parent', label: t('org.parent'), children: data.parent?.name ?? '—' },
          { key: 'below', label: t('org.below'), children: t('org.units', { count: data.childCount }) },
          ...(data.phone ? [{ key: 'phone', label: t('org.phone'), children: data.phone }] : []),
        ]}
      />
      <h3>{t('org.posts')}</h3>
      <ul className={styles.posts}>
        {(posts.data?.items ?? []).map((post) => (
          <li key={post.id}>
            <span className={`muted ${styles.role}`}>{t(`common:role.${post.role}`)}</span> {post.user.name}
          </li>
        ))}
        {!dissolved &&
          posts.data &&
          needed[data.kind]
            .filter((role) => !posts.data.items.some((post) => post.role === role))
            .map((role) => (
              <li key={role}>
                <span className={`muted ${styles.role}`}>{t(`common:role.${role}`)}</span>
                <b className="hot">{t('org.vacantRole')}</b>
                <ButtonLink small to={`/administration/people?org=${data.code}&role=${role}`}>
                  {t('people.appoint')}
                </ButtonLink>
              </li>
            ))}
        {dissolved && posts.data?.items.length === 0 && <li className="muted">{t('org.noPosts')}</li>}
      </ul>
      <p>
        <Link className="link" to={`/administration/people?org=${data.code}`}>
          {t('org.toPeople')}
        </Link>
      </p>
      {data.parent && !dissolved && <OrgReorganise unit={data} />}
      {dialog === 'rename' && (
        <FormDialog<{ name: string }>
          title={t('org.rename')}
          confirm={t('common:save')}
          initial={{ name: data.name }}
          onSubmit={({ name }) => renameOrgUnit(data, name).then(renew)}
          onClose={close}
        >
          <Form.Item name="name" label={t('org.name')} rules={[{ required: true }]}>
            <Input count={limit(100)} />
          </Form.Item>
        </FormDialog>
      )}
      {dialog === 'add' && <AddUnit parent={data} onDone={renew} onClose={close} />}
    </article>
  );
}

/** The posts without which a unit's reports, or those of the units below it, stand still. */
const needed: Record<OrgKind, Role[]> = {
  bureau: ['secretary', 'reviewer', 'leader'],
  general_branch: ['secretary', 'reviewer'],
  branch: ['secretary'],
};

const below: Record<OrgKind, OrgKind[]> = {
  bureau: ['general_branch', 'branch'],
  general_branch: ['branch'],
  branch: [],
};

function AddUnit({
  parent,
  onDone,
  onClose,
}: {
  parent: OrgUnit;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const kinds = below[parent.kind];
  return (
    <FormDialog<{ code: string; name: string; kind: OrgKind }>
      title={t('org.addTitle', { parent: parent.name })}
      confirm={t('org.add')}
      initial={{ kind: kinds[0] ?? 'branch' }}
      onSubmit={(values) => createOrgUnit({ ...values, parent: parent.id }).then(onDone)}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('org.name')} rules={[{ required: true }]}>
        <Input count={limit(100)} />
      </Form.Item>
      <Form.Item name="code" label={t('org.code')} rules={[codeRule(t)]}>
        <Input count={limit(64)} />
      </Form.Item>
      <Form.Item name="kind" label={t('org.kind')}>
        <Select
          options={(kinds.length > 0 ? kinds : (['branch'] as OrgKind[])).map((kind) => ({
            value: kind,
            label: t(`common:kind.${kind}`),
          }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
