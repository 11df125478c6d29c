import { NativeSelect, type NativeSelectProps } from '@mantine/core';

interface ChoiceInputProps<T extends string> extends Omit<NativeSelectProps, 'value' | 'onChange' | 'data'> {
  data: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, by the device's own control; typed by its choices. */
export function ChoiceInput<T extends string>({ data, value, onChange, ...rest }: ChoiceInputProps<T>) {
  return (
    <NativeSelect
      size="md"
      data={[...data]}
      value={value}
      onChange={(event) => {
        const chosen = data.find((choice) => choice.value === event.currentTarget.value);
        if (chosen) onChange(chosen.value);
      }}
      {...rest}
    />
  );
}
