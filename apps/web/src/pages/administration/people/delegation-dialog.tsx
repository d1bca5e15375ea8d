import { useQuery } from '@tanstack/react-query';
import { DatePicker, Form, type FormInstance, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentItem } from '../../../api/administration';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { RecusalNotice } from '../../../delegation/recusal-notice';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { hasRole, ownPosts, useSignedIn } from '../../../session/session';
import { typedFormats } from '../../../time/typed-formats';
import { PersonSelect } from './person-select';

interface NewDelegation {
  appointmentId: string;
  delegateId: string;
  period: [Dayjs, Dayjs];
  reason?: string;
}

interface ChosenPost {
  id: string;
  role: AppointmentItem['role'];
  org: { name: string };
}

/** The posts of whoever delegates: one's own are known, those of others are asked for. */
function usePostsOf(userId: string): { posts: ChosenPost[]; pending: boolean } {
  const me = useSignedIn();
  const own = userId === me.user.id;
  const others = useQuery({
    queryKey: ['appointments', 'of', userId],
    enabled: !own,
    queryFn: () =>
      allPages((window) =>
        answer<Page<AppointmentItem>>(
          client.GET('/api/v1/appointments', { params: { query: { user: userId, ...window } } }),
        ),
      ),
  });
  return own
    ? { posts: ownPosts(me), pending: false }
    : { posts: others.data?.items ?? [], pending: others.isPending };
}

/** Lets somebody act in a post for a time: in one of one's own, or, as an administrator, in another person's. */
export function DelegationDialog({
  onDone,
  onClose,
}: {
  onDone: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const me = useSignedIn();
  const [userId, setUserId] = useState(me.user.id);
  const { posts, pending } = usePostsOf(userId);
  const choose = (form: FormInstance<NewDelegation>) => (chosen: string) => {
    setUserId(chosen);
    form.resetFields(['appointmentId']);
    form.setFieldValue('appointmentId', undefined);
  };
  return (
    <FormDialog<NewDelegation>
      title={t('delegation.add')}
      confirm={t('delegation.confirm')}
      initial={{ appointmentId: ownPosts(me)[0]?.id, period: [dayjs(), dayjs().add(7, 'day')] }}
      onSubmit={({ appointmentId, delegateId, period, reason }) =>
        answer(
          client.POST('/api/v1/delegations', {
            body: {
              appointmentId,
              delegateId,
              startsAt: period[0].startOf('day').toISOString(),
              endsAt: period[1].endOf('day').toISOString(),
              reason: reason || undefined,
            },
          }),
        ).then(onDone)
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          {hasRole(me, 'admin') && (
            <Form.Item label={t('delegation.who')} htmlFor="delegating" extra={t('delegation.whoHint')}>
              <PersonSelect
                id="delegating"
                value={userId}
                known={{ id: me.user.id, name: me.user.name, username: me.user.username }}
                onChange={choose(form)}
              />
            </Form.Item>
          )}
          <Form.Item name="appointmentId" label={t('delegation.post')} rules={[{ required: true }]}>
            <Select
              loading={pending}
              notFoundContent={t('delegation.noPost')}
              options={posts.map((held) => ({
                value: held.id,
                label: `${held.org.name} ${t(`common:role.${held.role}`)}`,
              }))}
            />
          </Form.Item>
          <Form.Item
            name="delegateId"
            label={t('delegation.delegate')}
            extra={t('delegation.consent')}
            rules={[{ required: true }]}
          >
            <PersonSelect />
          </Form.Item>
          <Form.Item noStyle dependencies={['appointmentId', 'delegateId']}>
            {() => {
              const { appointmentId, delegateId } = form.getFieldsValue([
                'appointmentId',
                'delegateId',
              ]) as Partial<NewDelegation>;
              return <RecusalNotice appointmentId={appointmentId} delegateId={delegateId} />;
            }}
          </Form.Item>
          <Form.Item name="period" label={t('delegation.period')} rules={[{ required: true }]}>
            <DatePicker.RangePicker format={typedFormats} />
          </Form.Item>
          <Form.Item name="reason" label={t('delegation.reason')}>
            <Input.TextArea rows={2} count={limit(500)} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
