import { DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { limit } from '../../kit/limit';
import { isTooLong } from '../../kit/too-long';
import { typedFormats } from '../../time/typed-formats';

export const noteLimit = 2000;
export const methods = ['documents', 'on_site', 'interview', 'spot_check'] as const;
export type Method = (typeof methods)[number];

/** YYYY-MM-DD, as the server takes a day. */
export const dayOf = (day: Dayjs | null | undefined): string | undefined => day?.format('YYYY-MM-DD');

/** A text of a form: what is missing or too long is said at the field. */
export function WordsField({
  name,
  label,
  extra,
  max = noteLimit,
  required = true,
  rows = 4,
}: {
  name: string;
  label: string;
  extra?: string;
  max?: number;
  required?: boolean;
  rows?: number;
}) {
  const { t } = useTranslation('ledger');
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        { required, whitespace: true },
        {
          validator: (_, text?: string) =>
            isTooLong(text, max) ? Promise.reject(new Error(t('shorten', { max }))) : Promise.resolve(),
        },
      ]}
    >
      <Input.TextArea rows={rows} count={limit(max)} />
    </Form.Item>
  );
}

/** A day from today on; `latest` is the last that counts. */
export function DayFormField({
  name,
  label,
  extra,
  latest,
  required = true,
}: {
  name: string | (string | number)[];
  label: string;
  extra?: string;
  latest?: string;
  required?: boolean;
}) {
  return (
    <Form.Item name={name} label={label} extra={extra} rules={[{ required }]}>
      <DatePicker
        className="wide"
        format={typedFormats}
        disabledDate={(day) =>
          day.isBefore(dayjs(), 'day') || (latest !== undefined && day.isAfter(dayjs(latest), 'day'))
        }
      />
    </Form.Item>
  );
}

/** How somebody convinced themself that it is done. */
export function MethodField() {
  const { t } = useTranslation('ledger');
  return (
    <Form.Item name="method" label={t('methodLabel')} rules={[{ required: true }]}>
      <Radio.Group options={methods.map((value) => ({ value, label: t(`method.${value}`) }))} />
    </Form.Item>
  );
}
