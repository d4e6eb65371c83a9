/** The sales records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const SALES: Readonly<Record<string, string>> = {
  Opportunity: `
    name!:s100 expectedCloseDate:d type:rOpportunityType stage:rOpportunityStage
    status:rOpportunityStatus priority:rOpportunityPriority notes:s
    probability:rOpportunityProbability source:s50 rating:rOpportunityRating campaign:rCampaign
    primarySalesRep:rMember secondarySalesRep:rMember locationId:i businessUnitId:i
    company:rCompany contact:rContact site:rSite customerPO:s25 pipelineChangeDate:d
    dateBecameLead:d closedDate:d closedBy:rMember totalSalesTax:n shipToCompany:rCompany
    shipToContact:rContact shipToSite:rSite billToCompany:rCompany billToContact:rContact
    billToSite:rSite billingTerms:rBillingTerms taxCode:rTaxCode currency:rCurrency
    companyLocationId:i technicalContact:rContact customFields:[oCustomFieldValue]
  `,
  OpportunityType: `
    description!:s50 inactiveFlag:b
  `,
  OpportunityStatus: `
    name!:s30 wonFlag:b lostFlag:b closedFlag:b inactiveFlag:b defaultFlag:b enteredBy:s
    dateEntered:d
  `,
  OpportunityRating: `
    name!:s50 sortOrder:i
  `,
  OpportunityStage: `
    name!:s50 probability:rOpportunityProbability color:s25 sequenceNumber:i
  `,
  SalesProbability: `
    probability!:i
  `,
  OpportunityNote: `
    opportunityId:i type:rNoteType text!:s flagged:b enteredBy:s mobileGuid:s
  `,
  OpportunityContact: `
    contact:rContact company:rCompany role:rOpportunitySalesRole notes:s referralFlag:b
    opportunityId:i phoneNumber:s emailAddress:s
  `,
  Forecast: `
    forecastItems:[oForecastItem] productRevenue:rProductRevenue serviceRevenue:rServiceRevenue
    agreementRevenue:rAgreementRevenue timeRevenue:rTimeRevenue expenseRevenue:rExpenseRevenue
    forecastRevenueTotals:rForecastRevenue inclusiveRevenueTotals:rInclusiveRevenue
    recurringTotal:n wonRevenue:rWonRevenue lostRevenue:rLostRevenue openRevenue:rOpenRevenue
    otherRevenue1:rOther1Revenue otherRevenue2:rOther2Revenue salesTaxRevenue:n
    forecastTotalWithTaxes:n expectedProbability:i taxCode:rTaxCode billingTerms:rBillingTerms
    currency:rCurrency
  `,
  Activity: `
    name!:s100 type:rActivityType company:rCompany contact:rContact phoneNumber:s30 email:s250
    status:rActivityStatus opportunity:rOpportunity ticket:rTicket agreement:rAgreement
    campaign:rCampaign notes:s dateStart:d dateEnd:d assignedBy:rMember assignTo:rMember
    scheduleStatus:rScheduleStatus reminder:rReminder where:rServiceLocation notifyFlag:b
    mobileGuid:s currency:rCurrency customFields:[oCustomFieldValue]
  `,
  ActivityType: `
    name!:s50 points:i defaultFlag:b inactiveFlag:b emailFlag:b memoFlag:b historyFlag:b
  `,
  ActivityStatus: `
    name!:s30 defaultFlag:b inactiveFlag:b spawnFollowupFlag:b closedFlag:b
  `,
  CatalogItem: `
    identifier!:s60 description!:s60 inactiveFlag:b subcategory:rProductSubCategory
    type:rProductType productClass:eAgreement|Bundle|Inventory|NonInventory|Service
    serializedFlag:b serializedCostFlag:b phaseProductFlag:b unitOfMeasure:rUnitOfMeasure
    minStockLevel:i price:n cost:n
    priceAttribute:eFixedFee|NotToExceed|OverrideRate|TimeAndMaterials taxableFlag:b
    dropShipFlag:b specialOrderFlag:b customerDescription!:s6000 manufacturer:rManufacturer
    manufacturerPartNumber:s50 vendor:rCompany vendorSku:s50 notes:s integrationXRef:s50 sla:rSLA
    entityType:rEntityType recurringFlag:b recurringRevenue:n recurringCost:n
    recurringOneTimeFlag:b recurringBillCycle:rBillingCycle
    recurringCycleType:eContractYear|CalendarYear dateEntered:d calculatedPriceFlag:b
    calculatedCostFlag:b category:rProductCategory calculatedPrice:n calculatedCost:n
    customFields:[oCustomFieldValue]
  `,
  ProductItem: `
    catalogItem:rCatalogItem description:s2000 sequenceNumber:n quantity:n price:n cost:n
    discount:n agreementAmount:n
    priceMethod:eFlatRateForRange|PercentMarkupFromCost|PercentMarkdownFromPrice|PricePerUnit
    billableOption!:eBillable|DoNotBill|NoCharge agreement:rAgreement locationId:i
    businessUnitId:i vendor:rCompany vendorSku:s50 taxableFlag:b dropshipFlag:b specialOrderFlag:b
    phaseProductFlag:b cancelledFlag:b quantityCancelled:n cancelledReason:s100
    customerDescription:s6000 internalNotes:s1000 productSuppliedFlag:b subContractorShipToId:i
    subContractorAmountLimit:n recurring:oProductRecurring sla:rSLA entityType:rEntityType
    ticket:rTicket project:rProject phase:rProjectPhase salesOrder:rSalesOrder
    opportunity:rOpportunity invoice:rInvoice warehouseId:i warehouseBinId:i calculatedPriceFlag:b
    calculatedCostFlag:b forecastDetailId:i cancelledBy:i cancelledDate:d warehouse:s
    warehouseBin:s purchaseDate:d integrationXRef:s listPrice:n serialNumberIds:[n]
    company:rCompany forecastStatus:rOpportunityStatus
    productClass:eAgreement|Bundle|Inventory|NonInventory|Service needToPurchaseFlag:b
    needToOrderQuantity:i minimumStockFlag:b shipSet:s10 calculatedPrice:n calculatedCost:n
    invoiceGrouping:rInvoiceGrouping poApprovedFlag:b addComponentsFlag:b
    ignorePricingSchedulesFlag:b bypassForecastUpdate:b customFields:[oCustomFieldValue]
  `,
  PurchaseOrder: `
    businessUnitId:i cancelReason:s closedFlag:b customerCity:s customerCompany:rCompany
    customerContact:rContact customerCountry:rCountry customerExtension:s customerName:s
    customerPhone:s customerSite:rSite customerSiteName:s customerState:s customerStreetLine1:s
    customerStreetLine2:s customerZip:s dateClosed:d dropShipCustomerFlag:b enteredBy:s
    freightCost:n freightPackingSlip:s freightTaxTotal:n internalNotes:s locationId:i poDate:d
    poNumber:s50 salesTax:n shipmentDate:d shipmentMethod:rShipmentMethod shippingInstructions:s
    status:rPurchaseOrderStatus subTotal:n taxCode:rTaxCode taxFreightFlag:b taxPoFlag:b
    terms:rBillingTerms total:n trackingNumber:s50 updateShipmentInfo:b updateVendorOrderNumber:b
    vendorCompany:rCompany vendorContact:rContact vendorInvoiceDate:d vendorInvoiceNumber:s50
    vendorOrderNumber:s50 vendorSite:rSite warehouse:rWarehouse currency:rCurrency
    customFields:[oCustomFieldValue]
  `,
  PurchaseOrderLineItem: `
    backorderedFlag:b canceledBy:s canceledFlag:b canceledReason:s100 closedFlag:b dateCanceled:d
    dateCanceledUtc:d description!:s6000 displayInternalNotesFlag:b expectedShipDate:d
    internalNotes:s1000 lineNumber!:i packingSlip:s50 product:rIvItem purchaseOrderId:i
    quantity!:n receivedQuantity:i serialNumbers:s shipDate:d shipmentMethod:rShipmentMethod tax:n
    trackingNumber:s50 unitCost:n unitOfMeasure:rUnitOfMeasure vendorOrderNumber:s50 vendorSku:s50
    warehouse:rWarehouse warehouseBin:rWarehouseBin shipSet:s10 dateReceived:d
    receivedStatus:eWaiting|FullyReceived|PartiallyReceiveCancelRest|PartiallyReceiveCloneRest
    customFields:[oCustomFieldValue]
  `,
  PurchaseOrderStatus: `
    name!:s50 defaultFlag:b closedFlag:b inactiveFlag:b defaultClosedFlag:b sortOrder:i
    emailTemplate:rPurchaseOrderStatusEmailTemplate
  `,
  Manufacturer: `
    name!:s50 inactiveFlag:b
  `,
  Category: `
    name!:s50 inactiveFlag:b priceLevelXref:s10 integrationXref:s50 locationIds:[n] defaultFlag:b
    addAllLocations:b removeAllLocations:b
  `,
  LegacySubCategory: `
    name!:s50 inactiveFlag:b
  `,
  ProductType: `
    name!:s50 inactiveFlag:b typeXref:eInventoryPart|NonInventoryPart|OtherCharge|Service
    defaultFlag:b
  `,
};
