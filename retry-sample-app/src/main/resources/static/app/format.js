// How numbers are written, the same everywhere.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const NOTHING = "–";

export const count = (value) => (value == null ? NOTHING : whole.format(value));
export const rate = (value) => (value == null ? NOTHING : tenths.format(value));
export const ratio = (value) => (value == null ? NOTHING : hundredths.format(value));

export function percent(share) {
  return share == null ? NOTHING : whole.format(share * 100);
}

export function duration(millis) {
  return millis < 1000 ? `${whole.format(millis)} ms` : `${hundredths.format(millis / 1000)} s`;
}
