import { graphql } from '@/shared/graphql/generated';

export const RoutingSetupFields = graphql(`
  fragment RoutingSetupWhole on RoutingSetup {
    isCity
    queues {
      key role name isActive revision waiting ringSeconds wrapUpSeconds firstNoticeSeconds noticeEverySeconds
      serviceLevelSeconds preferredWaitSeconds selection record music notices tellWait welcomePrompts busyPrompts comfortPrompts
      comfortEverySeconds callBack callBackTries
      callBackPauseSeconds overflow { afterSeconds queue }
    }
    prompts { key zh en owner }
    allQueues { key tenant }
    agents { agentNumber displayName }
    skills { agentNumber queue level }
    flows tenants
    numbers { number flow language priority tenant }
    areas { prefix tenant }
  }
`);

export const RoutingSetupDocument = graphql(`
  query RoutingSetup { routingSetup { ...RoutingSetupWhole } }
`);

export const QueueAddMutation = graphql(`
  mutation QueueAdd($role: String!, $name: String!, $settings: QueueInput) {
    queueAdd(role: $role, name: $name, settings: $settings) { queue { key } errors { code field message } }
  }
`);

export const QueueChangeMutation = graphql(`
  mutation QueueChange($key: String!, $revision: Int!, $name: String!, $settings: QueueInput) {
    queueChange(key: $key, revision: $revision, name: $name, settings: $settings) {
      queue { key } errors { code field message }
    }
  }
`);

export const QueueCloseMutation = graphql(`
  mutation QueueClose($key: String!, $revision: Int!, $sure: Boolean!) {
    queueClose(key: $key, revision: $revision, sure: $sure) { queue { key } errors { code field message } }
  }
`);

export const QueueOpenMutation = graphql(`
  mutation QueueOpen($key: String!, $revision: Int!) {
    queueOpen(key: $key, revision: $revision) { queue { key } errors { code field message } }
  }
`);

export const SkillSetMutation = graphql(`
  mutation SkillSet($agentNumber: String!, $queue: String!, $level: Int, $was: Int) {
    skillSet(agentNumber: $agentNumber, queue: $queue, level: $level, was: $was) {
      setup { skills { agentNumber queue level } } errors { code field message }
    }
  }
`);

export const CalledNumberSetMutation = graphql(`
  mutation CalledNumberSet($number: String!, $flow: String!, $language: String!, $priority: Int!, $tenant: String) {
    calledNumberSet(number: $number, flow: $flow, language: $language, priority: $priority, tenant: $tenant) {
      setup { isCity } errors { code field message }
    }
  }
`);

export const CalledNumberDropMutation = graphql(`
  mutation CalledNumberDrop($number: String!) {
    calledNumberDrop(number: $number) { setup { isCity } errors { code field message } }
  }
`);

export const CallerAreaSetMutation = graphql(`
  mutation CallerAreaSet($prefix: String!, $tenant: String!) {
    callerAreaSet(prefix: $prefix, tenant: $tenant) { setup { isCity } errors { code field message } }
  }
`);

export const CallerAreaDropMutation = graphql(`
  mutation CallerAreaDrop($prefix: String!) {
    callerAreaDrop(prefix: $prefix) { setup { isCity } errors { code field message } }
  }
`);

export const PeopleSetupDocument = graphql(`
  query PeopleSetup {
    peopleSetup {
      tenant
      agents { agentNumber displayName username autoAnswer supervisor state }
      seats { key number remote agent phone { transport media } }
    }
  }
`);

export const AgentAddMutation = graphql(`
  mutation AgentAdd(
    $username: String!, $password: String!, $displayName: String!, $agentNumber: String!, $supervisor: Boolean!
  ) {
    agentAdd(
      username: $username, password: $password, displayName: $displayName, agentNumber: $agentNumber,
      supervisor: $supervisor
    ) { setup { tenant } errors { code field message } }
  }
`);

export const AgentChangeMutation = graphql(`
  mutation AgentChange($agentNumber: String!, $displayName: String!, $autoAnswer: Boolean!, $supervisor: Boolean!) {
    agentChange(
      agentNumber: $agentNumber, displayName: $displayName, autoAnswer: $autoAnswer, supervisor: $supervisor
    ) { setup { tenant } errors { code field message } }
  }
`);

export const AgentDeactivateMutation = graphql(`
  mutation AgentDeactivate($agentNumber: String!) {
    agentDeactivate(agentNumber: $agentNumber) { setup { tenant } errors { code field message } }
  }
`);

export const SeatSetMutation = graphql(`
  mutation SeatSet($key: String!, $number: String!, $remote: Boolean!) {
    seatSet(key: $key, number: $number, remote: $remote) { setup { tenant } errors { code field message } }
  }
`);

export const SeatCloseMutation = graphql(`
  mutation SeatClose($key: String!) {
    seatClose(key: $key) { setup { tenant } errors { code field message } }
  }
`);
export const SeatPhoneSetMutation = graphql(`
  mutation SeatPhoneSet($key: String!, $transport: SipTransport!, $media: MediaSafety!, $newPassword: Boolean) {
    seatPhoneSet(key: $key, transport: $transport, media: $media, newPassword: $newPassword) {
      account { servers user password }
      errors { code field message }
    }
  }
`);
export const SeatPhoneDropMutation = graphql(`
  mutation SeatPhoneDrop($key: String!) { seatPhoneDrop(key: $key) { errors { code field message } } }
`);
