/** An amount with its currency's sign; a small one with as many digits as say something. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.1 ? { maximumSignificantDigits: 2 } : {};
  try {
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...digits,
    }).format(amount);
  } catch {
    // A currency that the browser does not know.
    return `${amount} ${currency}`;
  }
}
