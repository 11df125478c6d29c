import { useAddress } from '../ui/use-address.js';
import { AgendaFilter } from './agenda-filter.js';

/** The filter of the programme, kept in the address: a link leads others to the same view. */
export function useAgendaFilter(): [filter: AgendaFilter, change: (part: Partial<AgendaFilter>) => void] {
  return useAddress(AgendaFilter);
}
