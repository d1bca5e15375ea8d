import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/**
 * A field that searches as one types and takes what was typed: Enter takes the first that is found, also when it is
 * pressed before the answer has come; leaving the field takes the only one.
 */
export function SearchSelect({
  choices,
  settled,
  text,
  onText,
  value,
  onChange,
  ...rest
}: {
  choices: Choice[];
  /** Whether `choices` are those of `text` already. */
  settled: boolean;
  text: string;
  onText: (text: string) => void;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  id?: string;
  label?: string;
  clearable?: boolean;
  placeholder: string;
  notFound: string;
}) {
  const { id, label, clearable = false, placeholder, notFound } = rest;
  const [open, setOpen] = useState(false);
  /** Enter or leaving came before the answer. */
  const [wanted, setWanted] = useState<'first' | 'only' | null>(null);
  const focused = useRef(false);
  const takeable = choices.filter(({ disabled }) => !disabled);
  const take = (which: 'first' | 'only') => {
    const [first] = takeable;
    setWanted(null);
    const taken = first && (which === 'first' || takeable.length === 1);
    if (taken || !focused.current) onText('');
    if (!taken) return;
    onChange(first.value);
    setOpen(false);
  };
  useEffect(() => {
    if (wanted && settled) take(wanted);
  }, [wanted, settled]);
  return (
    <Select
      id={id}
      aria-label={label}
      className="wide"
      allowClear={clearable}
      open={open}
      onOpenChange={setOpen}
      showSearch={{
        filterOption: false,
        searchValue: text,
        onSearch: (typed) => {
          // The field empties itself when it is left; what is still looked for would then be the first of everything.
          if (typed !== '' || focused.current || !wanted) onText(typed);
        },
      }}
      value={value}
      onChange={(chosen: string | undefined) => {
        setWanted(null);
        onText('');
        onChange(chosen);
      }}
      onInputKeyDown={(event) => {
        // The field itself would take what is marked, which nobody asked for or which was found before; leaving it is `onBlur`.
        if (event.key === 'Tab' && !(text.trim() && settled)) event.stopPropagation();
        if (event.key !== 'Enter' || !text.trim() || event.nativeEvent.isComposing || settled) return;
        // The field itself would take the first of what was found before.
        event.preventDefault();
        event.stopPropagation();
        setWanted('first');
      }}
      onFocus={() => {
        focused.current = true;
      }}
      onBlur={() => {
        focused.current = false;
        if (!text.trim()) return;
        if (settled) take('only');
        // Enter asked for the first already; leaving the field asks for less.
        else setWanted((before) => before ?? 'only');
      }}
      placeholder={placeholder}
      notFoundContent={settled ? notFound : null}
      options={choices}
    />
  );
}
