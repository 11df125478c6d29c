/** A door ajar, light behind it. */
export function Logo() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M9 25V9a2 2 0 0 1 2-2h7v18M18 25h5V12h-5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinejoin="round"
      />
      <circle cx="14.6" cy="16.4" r="1.5" fill="#fff" />
    </svg>
  );
}
