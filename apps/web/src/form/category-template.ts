import type { Category, Language } from '@foyer/contracts';
import { i18nFor } from '@foyer/locales';

/** Whom a networking event of clusters and their partners is for; a start for whoever makes their own. */
const keys = [
  'cluster',
  'association',
  'incubator',
  'techno-park',
  'company',
  'university',
  'ministry',
  'delegation',
  'expert',
] as const;

/** The ready-made categories in the languages of an event. */
export async function categoryTemplate(languages: readonly Language[]): Promise<Category[]> {
  const texts = await Promise.all(
    languages.map(async (language) => [language, await i18nFor(language)] as const),
  );
  return keys.map((key) => ({
    key,
    label: Object.fromEntries(texts.map(([language, { t }]) => [language, t(`form:template.${key}`)])),
  }));
}
