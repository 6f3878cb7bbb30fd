import { graphql } from '@/shared/graphql/generated';

export const ScriptFields = graphql(`
  fragment Script on RoutingScript { version source note author createdAt inForce }
`);
export const ScriptsQuery = graphql(`
  query RoutingScripts($first: Int, $offset: Int) {
    routingScripts(first: $first, offset: $offset) { total items { ...Script } }
    routingActivations { id version at by }
    routingAlarms(first: 5) { total items { id at version problem: text line failures suspended } }
  }
`);
export const ScriptFlawQuery = graphql(`
  query RoutingScriptFlaw($source: String!) { routingScriptFlaw(source: $source) { problem: text line column } }
`);
export const ScriptSaveMutation = graphql(`
  mutation RoutingScriptSave($source: String!, $note: String) {
    routingScriptSave(source: $source, note: $note) { script { ...Script } errors { code field message } }
  }
`);
export const ScriptPutInForceMutation = graphql(`
  mutation RoutingScriptPutInForce($version: Int) {
    routingScriptPutInForce(version: $version) { script { version } errors { code field message } }
  }
`);
export const ScriptReturnMutation = graphql(`
  mutation RoutingScriptReturn {
    routingScriptReturn { script { version } errors { code field message } }
  }
`);
export const FiguresFields = graphql(`
  fragment Figures on DayFigures {
    total { queue offered answered abandoned inTime overflowed meanWait lateWait longestWait }
    queues { queue offered answered abandoned inTime overflowed meanWait lateWait longestWait }
    agents { agent calls talk duty }
    failures problem: text
  }
`);
export const DryRunFields = graphql(`
  fragment DryRun on DryRun {
    id day inForceVersion author createdAt state progress calls problem
    draftFigures { ...Figures }
    inForceFigures { ...Figures }
  }
`);
export const DryRunsQuery = graphql(`
  query RoutingDryRuns { routingDryRuns(first: 10) { total items { ...DryRun } } }
`);
export const DryRunQuery = graphql(`
  query RoutingDryRun($id: ID!) { routingDryRun(id: $id) { ...DryRun } }
`);
export const DryRunBeginMutation = graphql(`
  mutation RoutingDryRunBegin($source: String!, $day: Date!) {
    routingDryRunBegin(source: $source, day: $day) { run { ...DryRun } errors { code field message } }
  }
`);
