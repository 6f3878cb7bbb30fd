import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';

interface Props {
  label: string;
  value: string;
  width: number;
  onSearch(text: string): void;
}

/** Text to look for; it becomes part of the view on Enter or when the field is left. */
export function SearchText({ label, value, width, onSearch }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const search = () => {
    if (text.trim() !== value) onSearch(text.trim());
  };
  return (
    <Input
      allowClear
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden />}
      style={{ width }}
      value={text}
      onChange={(e) => {
        setText(e.target.value);
        if (e.target.value === '' && value !== '') onSearch('');
      }}
      onPressEnter={search}
      onBlur={search}
    />
  );
}
