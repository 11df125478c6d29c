import { Language } from '@foyer/contracts';

/** The language that a reader asked for in the address, or that the browser prefers (RFC 9110, 12.5.4). */
export function languageOfReader(asked: unknown, accepted: string | undefined, fallback: Language): Language {
  const chosen = Language.safeParse(asked);
  if (chosen.success) return chosen.data;
  const wishes = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { language: tag.trim().split('-')[0]?.toLowerCase(), weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { language } of wishes) {
    const known = Language.safeParse(language);
    if (known.success) return known.data;
  }
  return fallback;
}
