import { Select, type OptionsFilter, type SelectProps } from '@mantine/core';
import type { KeyboardEvent } from 'react';

/** A choice from a list that is too long to look through: one types, the first that fits is marked, Enter takes it. */
export function SearchSelect(props: Omit<SelectProps, 'searchable' | 'selectFirstOptionOnChange'>) {
  return (
    <Select
      autoComplete="off"
      filter={beginningsFirst}
      {...props}
      searchable
      selectFirstOptionOnChange
      onKeyDownCapture={(pressed) => {
        takeMarked(pressed);
        props.onKeyDownCapture?.(pressed);
      }}
    />
  );
}

/** What begins as typed stands before what only contains it: Guinea before Equatorial Guinea. For lists without groups. */
const beginningsFirst: OptionsFilter = ({ options, search, limit }) => {
  const typed = search.trim().toLowerCase();
  const place = (option: (typeof options)[number]): number =>
    'value' in option ? option.label.toLowerCase().indexOf(typed) : -1;
  return options
    .filter((option) => place(option) >= 0)
    .sort((one, other) => Number(place(one) > 0) - Number(place(other) > 0))
    .slice(0, limit);
};

/**
 * Enter takes what is marked, and never sends the form from under an open list. Mantine remembers the place of the mark
 * apart from the mark, and a timer that it sets as the list opens forgets the place alone: who types fast, or on a slow
 * machine, would see an option marked and press Enter for nothing.
 */
function takeMarked(pressed: KeyboardEvent<HTMLInputElement>): void {
  const list = pressed.currentTarget.getAttribute('aria-controls');
  if (pressed.key !== 'Enter' || pressed.nativeEvent.isComposing || list === null) return;
  pressed.preventDefault();
  pressed.stopPropagation();
  document.getElementById(list)?.querySelector<HTMLElement>('[data-combobox-selected]')?.click();
}
