import { ActionIcon, Button, Card, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { filePath, partnerTiers } from '@foyer/contracts';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { api } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { ImageInput } from '../ui/ImageInput.js';
import { useLocalised } from '../ui/use-reader.js';
import { isLink, isSaid, listed, type Listed, type PartnerDraft } from './look-draft.js';

interface PartnersEditorProps {
  partners: Listed<PartnerDraft>[];
  onChange: (partners: Listed<PartnerDraft>[]) => void;
  tried: boolean;
}

/** Who stands behind the event, in order. */
export function PartnersEditor({ partners, onChange, tried }: PartnersEditorProps) {
  const { t } = useTranslation('look');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const move = (index: number, by: number): void => {
    const moved = [...partners];
    const [one] = moved.splice(index, 1);
    if (one) moved.splice(index + by, 0, one);
    onChange(moved);
  };
  const add = (): void =>
    onChange([
      ...partners,
      listed({ name: {}, tier: partners.length ? 'organiser' : 'host', link: '', logo: null }),
    ]);
  return (
    <Stack>
      {partners.length === 0 && <Text>{t('partners.none')}</Text>}
      <Stack component="ul" className="plain-list" gap="md">
        {partners.map(({ key, value }, index) => {
          const name = say(value.name) || t('partners.unnamed');
          const change = (part: Partial<PartnerDraft>): void =>
            onChange(partners.map((one) => (one.key === key ? { key, value: { ...value, ...part } } : one)));
          return (
            <Card component="li" key={key} className="foyer-card">
              <Stack>
                <Group justify="space-between" wrap="nowrap">
                  <Text fw={600}>{name}</Text>
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      aria-label={t('partners.up', { name })}
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                    >
                      <IconArrowUp aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={t('partners.down', { name })}
                      disabled={index === partners.length - 1}
                      onClick={() => move(index, 1)}
                    >
                      <IconArrowDown aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={t('partners.remove', { name })}
                      onClick={() => onChange(partners.filter((one) => one.key !== key))}
                    >
                      <IconTrash aria-hidden />
                    </ActionIcon>
                  </Group>
                </Group>
                <TextsInput
                  label={t('partners.name')}
                  languages={event.languages}
                  value={value.name}
                  onChange={(texts) => change({ name: texts })}
                  error={tried && !isSaid(value.name) && t('wrong.name')}
                />
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                  <TierChoice value={value.tier} onChange={(tier) => change({ tier })} />
                  <TextInput
                    type="url"
                    label={t('partners.link')}
                    placeholder="https://"
                    maxLength={500}
                    value={value.link}
                    onChange={({ currentTarget }) => change({ link: currentTarget.value })}
                    error={!isLink(value.link) && tried && t('wrong.link')}
                  />
                </SimpleGrid>
                <ImageInput
                  label={t('partners.logo', { name })}
                  src={value.logo && filePath(value.logo)}
                  alt={t('partners.logo', { name })}
                  onSend={async (file, options) => {
                    const params = { event: event.slug };
                    const { id } = await api.call('uploadEventPicture', { params, body: file }, options);
                    change({ logo: id });
                  }}
                  onRemove={async () => {
                    await Promise.resolve();
                    change({ logo: null });
                  }}
                />
              </Stack>
            </Card>
          );
        })}
      </Stack>
      <Group>
        <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={add}>
          {t('partners.add')}
        </Button>
      </Group>
    </Stack>
  );
}

interface TierChoiceProps {
  value: PartnerDraft['tier'];
  onChange: (tier: PartnerDraft['tier']) => void;
}

function TierChoice({ value, onChange }: TierChoiceProps) {
  const { t } = useTranslation(['look', 'page']);
  return (
    <ChoiceInput
      label={t('partners.tier')}
      data={partnerTiers.map((tier) => ({ value: tier, label: t(`page:tier.${tier}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
