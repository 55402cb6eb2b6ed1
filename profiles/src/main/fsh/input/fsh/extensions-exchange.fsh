// What the exchange itself writes; nobody sends it.
Extension: WithheldModifier
Id: sc-withheld-modifier
Title: "Withheld modifier"
Description: "Stands where the custodian recorded something that may change the meaning of the element and that is not released. Do not rely on the element."
Context: Element
* . ?!
* . ^isModifierReason = "What is withheld may negate the element."
* value[x] 1..1
* value[x] only boolean
* valueBoolean = true

Extension: PostSearchOnly
Id: sc-post-search-only
Title: "By POST only"
Description: "The search parameter is taken from the body of a POST _search only: a code in a URL ends in a log."
Context: CapabilityStatement.rest.resource.searchParam
* value[x] 1..1
* value[x] only boolean
