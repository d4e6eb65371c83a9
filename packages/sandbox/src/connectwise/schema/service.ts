/** The service records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const SERVICE: Readonly<Record<string, string>> = {
  Ticket: `
    summary!:s100 recordType:eProjectIssue|ProjectTicket|ServiceTicket board:rBoard
    status:rServiceStatus workRole:rWorkRole workType:rWorkType company:rCompany site:rSite
    siteName:s50 addressLine1:s50 addressLine2:s50 city:s50 stateIdentifier:s50 zip:s12
    country:rCountry contact:rContact contactName:s62 contactPhoneNumber:s20
    contactPhoneExtension:s15 contactEmailAddress:s250 type:rServiceType subType:rServiceSubType
    item:rServiceItem team:rServiceTeam owner:rMember priority:rPriority
    serviceLocation:rServiceLocation source:rServiceSource requiredDate:d budgetHours:n
    opportunity:rOpportunity agreement:rAgreement severity:eLow|Medium|High
    impact:eLow|Medium|High externalXRef:s100 poNumber:s50 knowledgeBaseCategoryId:i
    knowledgeBaseSubCategoryId:i allowAllClientsPortalView:b customerUpdatedFlag:b
    automaticEmailContactFlag:b automaticEmailResourceFlag:b automaticEmailCcFlag:b
    automaticEmailCc:s1000 initialDescription:s initialInternalAnalysis:s initialResolution:s
    initialDescriptionFrom:s contactEmailLookup:s processNotifications:b skipCallback:b
    closedDate:d closedBy:s closedFlag:b actualHours:n approved:b estimatedExpenseCost:n
    estimatedExpenseRevenue:n estimatedProductCost:n estimatedProductRevenue:n estimatedTimeCost:n
    estimatedTimeRevenue:n billingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate
    billingAmount:n hourlyRate:n subBillingMethod:eActualRates|FixedFee|NotToExceed|OverrideRate
    subBillingAmount:n subDateAccepted:s dateResolved:d dateResplan:d dateResponded:d
    resolveMinutes:i resPlanMinutes:i respondMinutes:i isInSla:b knowledgeBaseLinkId:i resources:s
    parentTicketId:i hasChildTicket:b hasMergedChildTicketFlag:b
    knowledgeBaseLinkType:eActivity|ProjectIssue|KnowledgeBaseArticle|ProjectTicket|ServiceTicket|Time
    billTime:eBillable|DoNotBill|NoCharge|NoDefault
    billExpenses:eBillable|DoNotBill|NoCharge|NoDefault
    billProducts:eBillable|DoNotBill|NoCharge|NoDefault predecessorType:eTicket|Phase
    predecessorId:i predecessorClosedFlag:b lagDays:i lagNonworkingDaysFlag:b estimatedStartDate:d
    duration:i location:rSystemLocation department:rSystemDepartment mobileGuid:s sla:rSLA
    slaStatus:s currency:rCurrency mergedParentTicket:rTicket integratorTags:[s]
    customFields:[oCustomFieldValue]
  `,
  ServiceNote: `
    ticketId:i text:s detailDescriptionFlag:b internalAnalysisFlag:b resolutionFlag:b issueFlag:b
    member:rMember contact:rContact customerUpdatedFlag:b processNotifications:b dateCreated:d
    createdBy:s internalFlag:b externalFlag:b
  `,
  ServiceTicketNote: `
    noteType:eTicketNote|TimeEntryNote|MeetingNote ticket:rTicket text:s isMarkdownFlag:b
    detailDescriptionFlag:b internalAnalysisFlag:b resolutionFlag:b timeStart:d timeEnd:d
    bundledFlag:b mergedFlag:b issueFlag:b originalAuthor:s member:rMember contact:rContact
  `,
  Task: `
    ticketId:i notes:s closedFlag:b priority:i schedule:rScheduleEntry code:rServiceCode
    resolution:s childScheduleAction:eTransfer|Delete|Done childTicketId:i
  `,
  Board: `
    name!:s50 location:rSystemLocation department:rSystemDepartment inactiveFlag:b
    signOffTemplate:rServiceSignoff sendToContactFlag:b contactTemplate:rServiceEmailTemplate
    sendToResourceFlag:b resourceTemplate:rServiceEmailTemplate projectFlag:b
    showDependenciesFlag:b showEstimatesFlag:b boardIcon:rDocument billTicketsAfterClosedFlag:b
    billTicketSeparatelyFlag:b billUnapprovedTimeExpenseFlag:b overrideBillingSetupFlag:b
    dispatchMember:rMember serviceManagerMember:rMember dutyManagerMember:rMember
    oncallMember:rMember workRole:rWorkRole workType:rWorkType
    billTime:eBillable|DoNotBill|NoCharge|NoDefault
    billExpense:eBillable|DoNotBill|NoCharge|NoDefault
    billProduct:eBillable|DoNotBill|NoCharge|NoDefault autoCloseStatus:rServiceStatus
    autoAssignNewTicketsFlag:b autoAssignNewECTicketsFlag:b autoAssignNewPortalTicketsFlag:b
    discussionsLockedFlag:b timeEntryLockedFlag:b notifyEmailFrom:s50 notifyEmailFromName:s60
    closedLoopDiscussionsFlag:b closedLoopResolutionFlag:b closedLoopInternalAnalysisFlag:b
    timeEntryDiscussionFlag:b timeEntryResolutionFlag:b timeEntryInternalAnalysisFlag:b
    problemSort:eAscending|Descending resolutionSort:eAscending|Descending
    internalAnalysisSort:eAscending|Descending emailConnectorAllowReopenClosedFlag:b
    emailConnectorReopenStatus:rServiceStatus emailConnectorReopenResourcesFlag:b
    emailConnectorNewTicketNoMatchFlag:b emailConnectorNeverReopenByDaysFlag:b
    emailConnectorReopenDaysLimit:i emailConnectorNeverReopenByDaysClosedFlag:b
    emailConnectorReopenDaysClosedLimit:i useMemberDisplayNameFlag:b sendToCCFlag:b
    autoAssignTicketOwnerFlag:b closedLoopAllFlag:b
    percentageCalculation:eActualHours|Manual|ClosedPhases|ClosedTickets
    allSort:eAscending|Descending markFirstNoteIssueFlag:b restrictBoardByDefaultFlag:b
  `,
  BoardStatus: `
    name!:s50 board:rBoard sortOrder:i displayOnBoard:b inactive:b closedStatus:b
    timeEntryNotAllowed:b defaultFlag:b
    escalationStatus:eNotResponded|Responded|ResolutionPlan|Resolved|NoEscalation
    customerPortalDescription:s500 customerPortalFlag:b emailTemplate:rServiceEmailTemplate
    statusIndicator:rStatusIndicator customStatusIndicatorName:s30
  `,
  BoardType: `
    name!:s50 category:eReactive|Proactive defaultFlag:b inactiveFlag:b requestForChangeFlag:b
    integrationXref:s50 board:rBoard location:rSystemLocation department:rSystemDepartment
  `,
  BoardSubType: `
    name!:s50 inactiveFlag:b typeAssociationIds:[n] addAllTypesFlag:b removeAllTypesFlag:b
    board:rBoard
  `,
  BoardItem: `
    name!:s50 inactiveFlag:b board:rBoard
  `,
  BoardTeam: `
    name!:s30 teamLeader:rMember members:[n] defaultFlag:b notifyOnTicketDelete:b boardId:i
    locationId:i businessUnitId:i
  `,
  BoardTypeSubTypeItemAssociation: `
    type:rServiceType subType:rServiceSubType item:rServiceItem board:rBoard
  `,
  Priority: `
    name!:s50 color!:eBlack|Blue|Cyan|Gray|Green|Lime|Orange|Pink|Purple|Red|White|Yellow|Custom
    sortOrder:i defaultFlag:b imageLink:s
  `,
  Source: `
    name!:s50 defaultFlag:b enteredBy:s dateEntered:d
  `,
  SLA: `
    name!:s25 basedOn!:eAllHours|Customer|MyCalendar|Custom customCalendar:rCalendar defaultFlag:b
    applicationOrder:i hiImpactHiUrgency:rPriority hiImpactMedUrgency:rPriority
    hiImpactLowUrgency:rPriority medImpactHiUrgency:rPriority medImpactMedUrgency:rPriority
    medImpactLowUrgency:rPriority lowImpactHiUrgency:rPriority lowImpactMedUrgency:rPriority
    lowImpactLowUrgency:rPriority respondHours:n respondPercent:i planWithin:n planWithinPercent:i
    resolutionHours:n resolutionPercent:i
  `,
  SLAPriority: `
    priority:rPriority respondHours:n respondPercent:i planWithin:n planWithinPercent:i
    resolutionHours:n resolutionPercent:i sla:rSLA
  `,
  Severity: `
    name:s description!:s200 defaultFlag:b
  `,
  Impact: `
    name:s description!:s200 defaultFlag:b
  `,
  ServiceTeam: `
    name:s leader:rMember location:rSystemLocation department:rSystemDepartment deleteNotifyFlag:b
  `,
  ServiceLocation: `
    name!:s30 where!:eOnSite|Remote|InHouse defaultFlag:b
  `,
  KnowledgeBaseArticle: `
    title!:s issue!:s resolution!:s locationId:i businessUnitId:i board:rBoard categoryId:i
    subCategoryId:i dateCreated:d createdBy:s
  `,
  KnowledgeBaseCategory: `
    name!:s50 location:rSystemLocation department:rSystemDepartment approver:rMember
  `,
};
