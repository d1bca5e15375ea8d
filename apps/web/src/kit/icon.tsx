/** Line icons of the drawings, 16 × 16, in the current colour. */
const paths = {
  lock: [
    'M5 7V5a3 3 0 0 1 6 0v2',
    'M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7Z',
  ],
  pen: ['m3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2Z'],
  check: ['m3 8.5 3.2 3.2L13 4.8'],
  error: ['M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z', 'M8 4.6v4M8 11.2v.1'],
  warning: ['M8 2.2 14.4 13.4H1.6Z', 'M8 6.6v3M8 11.4v.1'],
  bell: ['M3.5 11.5h9L11.4 9.8V7a3.4 3.4 0 0 0-6.8 0v2.8ZM6.8 13.4a1.3 1.3 0 0 0 2.4 0'],
  back: ['M10 3 5 8l5 5'],
  next: ['m6 3 5 5-5 5'],
  up: ['m3 10 5-5 5 5'],
  down: ['m3 6 5 5 5-5'],
  returned: ['M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7'],
  home: ['M2.5 7.2 8 2.5l5.5 4.7v6.3h-4v-4h-3v4h-4Z'],
  document: ['M3.5 1.8h6l3 3v9.4h-9ZM6 7.5h4M6 10.3h4'],
  search: ['M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z', 'm10.4 10.4 3.6 3.6'],
  chart: ['M2.5 13.5V9M6.2 13.5v-7M9.8 13.5V4.5M13.5 13.5v-11'],
  book: [
    'M8 4.2C6.4 3 4.4 2.6 2 2.8v9.6c2.4-.2 4.4.2 6 1.4 1.6-1.2 3.6-1.6 6-1.4V2.8c-2.4-.2-4.4.2-6 1.4Zm0 0v9.4',
  ],
  print: ['M4.5 5.5v-4h7v4M4.5 11.5h-2v-6h11v6h-2M4.5 9.5h7v5h-7Z'],
  download: ['M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11'],
  upload: ['M8 10.2V2.2M4.8 5.2 8 2l3.2 3.2M2.5 13.5h11'],
  comment: ['M2.5 3h11v8h-6l-3 2.6V11h-2Z'],
  clock: ['M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z', 'M8 4.5V8l2.4 1.6'],
  calendar: ['M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3'],
  plus: ['M8 3v10M3 8h10'],
  close: ['m4 4 8 8M12 4l-8 8'],
  offline: [
    'M2 2l12 12M4.6 5.2A5 5 0 0 0 3 9a3 3 0 0 0 3 3h5M7 4.1A4 4 0 0 1 11.6 7 2.6 2.6 0 0 1 13.7 10.6',
  ],
  settings: ['M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3'],
} as const;

export type IconName = keyof typeof paths | 'more';

/** Decorative unless `label` is given; then it is an image with that name. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  const drawing =
    name === 'more' ? (
      <path d="M3.5 8v.1M8 8v.1M12.5 8v.1" strokeWidth="2.4" />
    ) : (
      paths[name].map((d) => <path key={d} d={d} />)
    );
  return label ? (
    <svg className="icon" viewBox="0 0 16 16" role="img" aria-label={label}>
      {drawing}
    </svg>
  ) : (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {drawing}
    </svg>
  );
}
