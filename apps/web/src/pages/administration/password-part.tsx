import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { Button } from '../../kit/button';

interface Passwords {
  current: string;
  next: string;
  again: string;
}

/** A new password; every other session and every token of the account ends with the old one. */
export function PasswordPart() {
  const { t } = useTranslation(['account', 'common']);
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const [busy, setBusy] = useState(false);
  const change = async ({ current, next }: Passwords) => {
    setBusy(true);
    try {
      await answer(
        client.POST('/api/v1/auth/password', { body: { currentPassword: current, newPassword: next } }),
      );
      form.resetFields();
      void message.success(t('password.changed'));
    } catch (error) {
      const wrong = isProblem(error) && error.document.errors?.[0]?.pointer === '/currentPassword';
      form.setFields([{ name: wrong ? 'current' : 'next', errors: [problemText(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="acc-password">
      <h2 id="acc-password">{t('password.title')}</h2>
      <p className="muted">{t('password.text')}</p>
      <Form<Passwords>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="narrow"
        validateMessages={{ required: t('common:required') }}
        onFinish={(values) => void change(values)}
      >
        <Form.Item name="current" label={t('password.current')} rules={[{ required: true }]}>
          <Input.Password maxLength={200} autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('password.next')}
          extra={t('password.rule')}
          rules={[{ required: true }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('password.again')}
          dependencies={['next']}
          rules={[
            { required: true },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('password.different'))),
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Button type="submit" disabled={busy}>
          {t('password.change')}
        </Button>
      </Form>
    </section>
  );
}
