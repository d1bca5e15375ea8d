export { type DemoPerson, demonstrationAccounts, demoPeople } from './demo-people';
export { figuresOf } from './demo-stage';
export { type DemoUnit, demoUnit, demoUnits } from './demo-units';
export { type DemonstrationState, demonstrationState, loadDemonstration } from './load-demonstration';
export { composeContent } from './texts/compose-content';
export type { Figures, UnitFacts } from './texts/unit-facts';
