export {
  branchRoute,
  type PlanningServices,
  planCycle,
  planningEntities,
  planningServices,
  releaseTemplate,
} from './planning-services';
