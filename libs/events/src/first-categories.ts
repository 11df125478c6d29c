import type { Category, Language } from '@foyer/contracts';
import { i18nFor } from '@foyer/locales';

/** What a new event begins with, so that people can register at once: one category, in the event's languages. */
export async function firstCategories(languages: readonly Language[]): Promise<Category[]> {
  const words = await Promise.all(
    languages.map(async (language) => {
      const { t } = await i18nFor(language);
      return [language, t('form:categories.participant')] as const;
    }),
  );
  return [{ key: 'participant', label: Object.fromEntries(words) }];
}
