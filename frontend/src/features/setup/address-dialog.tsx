import { Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayloadError } from '@/shared/graphql/errors';
import type { LetterMedium, ServiceAddressRowFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { ServiceAddressSetMutation } from './address-documents';

type Values = Omit<ServiceAddressRowFragment, 'id' | '__typename'>;
const EMPTY: Values = {
  kind: 'MAIL',
  address: '',
  queue: '',
  name: '',
  greeting: '',
  closing: '',
  receipt: '',
  isOpen: true,
};

/** An SMS has the house's signature, and 300 characters. */
const TEXTS = { MAIL: ['greeting', 'closing', 'receipt'], SMS: ['receipt'] } as const;
const MOST_SMS = 300;

interface Props {
  address: ServiceAddressRowFragment | null;
  /** What this installation can receive. */
  kinds: readonly LetterMedium[];
  queues: { value: string; label: string }[];
  onClose(): void;
  onSaved(): void;
}

/** An address that citizens write to. */
export function AddressDialog({ address, kinds, queues, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Values>(address ?? EMPTY);
  const [errors, setErrors] = useState<PayloadError[]>([]);
  const [save, saving] = useAction(ServiceAddressSetMutation, { quiet: true });
  const set = (part: Partial<Values>) => setValues({ ...values, ...part });
  const wrong = (name: string) => errors.find((error) => error.field === name)?.message;
  const submit = async () => {
    const { kind, queue, name, greeting, closing, receipt, isOpen } = values;
    const outcome = await save({
      id: address?.id ?? null,
      kind,
      address: values.address,
      queue,
      name,
      greeting,
      closing,
      receipt,
      isOpen,
    });
    if (outcome?.ok) onSaved();
    else if (outcome) setErrors(outcome.errors);
  };
  const item = (name: keyof Values, input: React.ReactNode, extra?: string) => (
    <Form.Item
      label={t(`address.${name}`)}
      htmlFor={`address-${name}`}
      required={name === 'address'}
      validateStatus={wrong(name) ? 'error' : ''}
      help={wrong(name)}
      extra={extra}
    >
      {input}
    </Form.Item>
  );
  return (
    <Modal
      open
      width={620}
      title={t(address ? 'address.edit' : 'address.new')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={saving}
      okButtonProps={{ disabled: !values.address.trim() }}
      onCancel={onClose}
      onOk={() => void submit()}
    >
      <Form layout="vertical">
        {item(
          'kind',
          <Select
            id="address-kind"
            value={values.kind}
            options={kinds.map((value) => ({ value, label: t(`workMedium.${value}`) }))}
            onChange={(kind: LetterMedium) => set({ kind })}
          />,
        )}
        {item(
          'address',
          <Input
            id="address-address"
            autoFocus
            maxLength={254}
            value={values.address}
            onChange={(event) => set({ address: event.target.value })}
          />,
        )}
        {item(
          'queue',
          <Select
            id="address-queue"
            value={values.queue}
            options={[{ value: '', label: t('address.byRule') }, ...queues]}
            onChange={(queue: string) => set({ queue })}
          />,
        )}
        {item(
          'name',
          <Input
            id="address-name"
            maxLength={80}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
          />,
        )}
        {TEXTS[values.kind].map((name) => (
          <div key={name}>
            {item(
              name,
              <Input.TextArea
                id={`address-${name}`}
                maxLength={values.kind === 'SMS' ? MOST_SMS : name === 'receipt' ? 2000 : 500}
                rows={2}
                className="growing"
                value={values[name]}
                onChange={(event) => set({ [name]: event.target.value })}
              />,
              name === 'receipt' ? t('address.receiptHint') : undefined,
            )}
          </div>
        ))}
        {item(
          'isOpen',
          <Switch id="address-isOpen" checked={values.isOpen} onChange={(isOpen) => set({ isOpen })} />,
        )}
      </Form>
    </Modal>
  );
}
