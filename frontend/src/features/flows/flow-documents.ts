import { graphql } from '@/shared/graphql/generated';

export const FlowFields = graphql(`
  fragment FlowWhole on Flow {
    key version numbers
    versions { id version definition layout note author createdAt speech { language text seconds url } }
  }
`);
export const FlowsQuery = graphql(`
  query Flows {
    flows { ...FlowWhole }
    flowChoices { prompts { key zh en owner } pieces { key zh en } roles tenants variables mayDraw }
  }
`);
export const FlowFlawsQuery = graphql(`
  query FlowFlaws($definition: String!) { flowFlaws(definition: $definition) { code node field } }
`);
export const FlowWalkQuery = graphql(`
  query FlowWalk($definition: String!, $caller: String!, $keys: String!, $at: DateTime, $language: String) {
    flowWalk(definition: $definition, caller: $caller, keys: $keys, at: $at, language: $language) {
      waitsForKey over
      steps { kind text prompts }
    }
  }
`);
export const FlowSaveMutation = graphql(`
  mutation FlowSave($key: String!, $definition: String!, $layout: String!, $note: String) {
    flowSave(key: $key, definition: $definition, layout: $layout, note: $note) {
      flow { ...FlowWhole }
      errors { code field message }
    }
  }
`);
export const FlowActivateMutation = graphql(`
  mutation FlowActivate($key: String!, $version: Int!) {
    flowActivate(key: $key, version: $version) { flow { ...FlowWhole } errors { code field message } }
  }
`);
export const FlowReturnMutation = graphql(`
  mutation FlowReturn($key: String!) {
    flowReturn(key: $key) { flow { ...FlowWhole } errors { code field message } }
  }
`);
