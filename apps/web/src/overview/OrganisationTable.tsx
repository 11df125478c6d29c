import { Box, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { organisationOrders } from '@foyer/contracts';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Loaded } from '../ui/Loaded.js';
import { useAddress } from '../ui/use-address.js';
import { useSearchBox } from '../ui/use-search-box.js';
import { useCountries } from '../ui/use-countries.js';

const few = 20;
const all = 2_000;
/** What an address may say about this list; anything else in it is passed over. */
const Wanted = z.object({
  organisation: z.string().max(120).catch(''),
  sort: z.enum(organisationOrders).catch('participants'),
  all: z.literal('1').optional().catch(undefined),
});

/** Which organisations take part: searched in any script, sorted, the wish kept in the address. */
export function OrganisationTable() {
  const { t } = useTranslation('overview');
  const { event } = useEvent();
  const countries = useCountries();
  const [wanted, change] = useAddress(Wanted);
  const words = wanted.organisation.trim();
  const box = useSearchBox(wanted.organisation, (organisation) => change({ organisation }));
  const list = useCall(
    'listEventOrganisations',
    {
      params: { event: event.slug },
      query: {
        sort: wanted.sort,
        limit: wanted.all ? all : few,
        ...(words ? { search: words } : {}),
      },
    },
    { keepOld: true },
  );
  return (
    <Stack gap="xs" component="section" aria-labelledby="organisations">
      <Title order={2} id="organisations">
        {t('organisations.title')}
      </Title>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="search"
          flex="1 1 220px"
          label={t('organisations.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={120}
          {...box}
        />
        <Box flex="0 1 260px">
          <ChoiceInput
            label={t('organisations.sort')}
            data={organisationOrders.map((value) => ({ value, label: t(`organisations.by.${value}`) }))}
            value={wanted.sort}
            onChange={(sort) => change({ sort })}
          />
        </Box>
      </Group>
      <Loaded query={list}>
        {({ organisations, total }) =>
          organisations.length === 0 ? (
            <Text c="dimmed">{t('organisations.none')}</Text>
          ) : (
            <>
              <Table aria-labelledby="organisations" verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('organisations.name')}</Table.Th>
                    <Table.Th scope="col">{t('country')}</Table.Th>
                    <Table.Th scope="col" ta="end">
                      {t('organisations.people')}
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {organisations.map(({ id, name, country, participants }) => (
                    <Table.Tr key={id}>
                      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                        {name}
                      </Table.Th>
                      <Table.Td>{countries[country] ?? country}</Table.Td>
                      <Table.Td ta="end" className="tabular">
                        {participants}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {total > organisations.length && (
                <Button variant="default" onClick={() => change({ all: '1' })}>
                  {t('organisations.all', { count: total })}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}
