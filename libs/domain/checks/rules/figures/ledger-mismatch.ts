import { ledgerFigure, ledgerFigureNames } from '../../../ledger/listed-item';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { sampleLedger, withBoundIndicator } from '../../sample-ledger';

export const ledgerMismatch: DraftRule = {
  id: 'ledger-mismatch',
  explanation: '取自整改台账的指标，要同台账里的数字一致。',
  severity: 'warning',
  fires: { ...withBoundIndicator(7), ledger: sampleLedger({ state: 'open' }) },
  silent: { ...withBoundIndicator(1), ledger: sampleLedger({ state: 'open' }) },
  check: ({ content, template, ledger }) =>
    template.indicators.flatMap(({ key, name, unit, source }): RuleFinding[] => {
      const value = content.indicators[key];
      if (!ledger || !source || value === undefined) return [];
      const kept = ledgerFigure(ledger, source.figure);
      if (kept === null || kept === value) return [];
      return [
        {
          anchor: { kind: 'indicator', key },
          message: `“${name}”填的是${value}${unit}，台账里的${ledgerFigureNames[source.figure]}是${kept}${unit}，请核对。`,
        },
      ];
    }),
};
