"""Sentences of everyday life in twelve languages, about sixty letters each, and the costs of their pieces.

They were written for this course, and the models have not counted them.
"""

import numpy as np

from course.worlds.languages import models, places, spell
from lib.measures import surprisal

SENTENCES = {
    "Danish": [
        "I morges kørte jeg på cykel til stranden, fordi solen skinnede.",
        "Min søster bager altid brød om lørdagen, og huset dufter dejligt.",
        "Vi skal huske at købe mælk og æg, før butikken lukker i aften.",
        "Toget var forsinket igen, så jeg læste avisen på perronen.",
        "Børnene leger ude i haven, selv om det regner lidt i dag.",
        "Kan du hjælpe mig med at flytte det gamle bord ud i køkkenet?",
    ],
    "Dutch": [
        "Gisteren heb ik met mijn broer de hele middag in de tuin gewerkt.",
        "De trein naar huis was zo vol dat we moesten blijven staan.",
        "Mijn oma vertelt graag over de winters toen zij nog klein was.",
        "Wil je nog een kopje thee voordat het eten op tafel komt?",
        "De kat ligt al de hele ochtend te slapen in het warme zonlicht.",
        "Morgen gaan we op de fiets naar zee als het niet te hard waait.",
    ],
    "English": [
        "My neighbour waters the tomatoes every evening before supper.",
        "We missed the last bus, so we walked home along the river.",
        "The children built a house of snow and slept in the afternoon.",
        "Could you bring some bread and apples on your way back home?",
        "She keeps her letters in a wooden box under the kitchen stairs.",
        "It rained all weekend, but nobody wanted to leave the island.",
    ],
    "Finnish": [
        "Aamulla satoi lunta, joten lapset juoksivat heti ulos leikkimään.",
        "Keitin kahvia ja luin lehteä ennen kuin muut heräsivät.",
        "Mummo asuu pienessä punaisessa talossa järven rannalla.",
        "Kesällä uimme joka ilta ja syömme sen jälkeen mansikoita.",
        "Bussi oli myöhässä, mutta onneksi ystäväni odotti minua.",
        "Unohdin sateenvarjon kotiin, ja nyt kenkäni ovat aivan märät.",
    ],
    "French": [
        "Ce matin, le boulanger n'avait plus de pain quand je suis arrivé.",
        "Ma grand-mère raconte toujours la même histoire après le dîner.",
        "Nous avons marché le long de la rivière jusqu'au vieux pont.",
        "Les enfants jouent dans la cour pendant que la soupe refroidit.",
        "Il faut fermer les fenêtres, car la pluie va bientôt commencer.",
        "Je ne trouve pas mes lunettes, elles étaient pourtant sur la table.",
    ],
    "German": [
        "Heute Morgen lag so viel Schnee, dass die Busse nicht fuhren.",
        "Meine Schwester backt am Sonntag einen Kuchen mit Kirschen.",
        "Der Hund schläft den ganzen Tag auf dem Teppich vor dem Ofen.",
        "Könntest du bitte auf dem Heimweg noch Brot und Milch kaufen?",
        "Wir haben im Garten Äpfel gepflückt und daraus Saft gemacht.",
        "Am Abend saßen alle draußen und erzählten sich alte Geschichten.",
    ],
    "Italian": [
        "Ieri sera abbiamo mangiato la pasta in giardino con gli amici.",
        "Mio fratello ha perso le chiavi e ha dormito da un vicino.",
        "La nonna prepara il caffè ogni mattina alle sei in punto.",
        "Quando piove, i bambini guardano le barche dalla finestra.",
        "Domani andiamo al mercato a comprare il pesce e le arance.",
        "Il treno era in ritardo, così ho letto un libro alla stazione.",
    ],
    "Polish": [
        "Wczoraj wieczorem padał deszcz i nie chciało się nam wychodzić.",
        "Moja babcia piecze najlepsze ciasto z jabłkami w całej wsi.",
        "Dzieci bawią się na podwórku, a pies śpi pod starym drzewem.",
        "Czy możesz kupić chleb i mleko, kiedy będziesz wracać do domu?",
        "Pociąg znowu się spóźnił, więc poszliśmy do domu na piechotę.",
        "Zimą jezioro zamarza i można po nim chodzić aż do wiosny.",
    ],
    "Portuguese": [
        "Ontem à noite choveu tanto que a rua ficou cheia de água.",
        "Minha avó faz um bolo de laranja todos os domingos de manhã.",
        "As crianças brincam na praia enquanto o pai prepara o almoço.",
        "Não encontro os meus óculos, mas acho que estão na cozinha.",
        "O ônibus chegou atrasado e nós fomos a pé até a escola.",
        "Você pode fechar a janela? Está muito frio aqui dentro hoje.",
    ],
    "Spanish": [
        "Esta mañana el perro del vecino entró en nuestra cocina.",
        "Mi hermana compra siempre flores cuando vuelve del mercado.",
        "Los niños juegan en la calle hasta que se hace de noche.",
        "Ayer llovió tanto que no pudimos salir a pasear por el río.",
        "Abuela, cuéntanos otra vez la historia del caballo blanco.",
        "He dejado las llaves dentro de casa y ahora no puedo entrar.",
    ],
    "Swedish": [
        "I morse var det så kallt att sjön hade frusit över natten.",
        "Min bror bakar bröd varje lördag och hela huset luktar gott.",
        "Barnen leker ute i trädgården fast det regnar lite grann.",
        "Kan du köpa mjölk och ägg när du ändå går till affären?",
        "Tåget var försenat igen, så jag läste tidningen på perrongen.",
        "Mormor bor i ett litet rött hus vid havet med sina två katter.",
    ],
    "Turkish": [
        "Bu sabah o kadar çok kar yağdı ki otobüsler çalışmadı.",
        "Annem her pazar günü bize sıcak ekmek ve peynir hazırlar.",
        "Çocuklar bahçede top oynarken dedem gazetesini okuyordu.",
        "Eve dönerken biraz süt ve yumurta alabilir misin lütfen?",
        "Dün akşam deniz kenarında uzun uzun yürüdük ve konuştuk.",
        "Kedi bütün gün pencerenin önünde güneşin altında uyuyor.",
    ],
}


def pieces(letters, sentences=SENTENCES):
    """Return what pieces of the sentences cost under each language's model, in bits (m, 12), and which is right (m,).

    A piece begins with a word and has so many letters, spaces among them; the next one begins with the next whole
    word. Right is the place of its language in `sentences`, {name: [sentence, ...]}, and the column of the costs.

    >>> costs, right = pieces(20)
    >>> costs.shape, right[:3].tolist()
    ((150, 12), [0, 0, 0])
    """
    costs, right = [], []
    for place, several in enumerate(sentences.values()):
        for sentence in several:
            spelt, path = spell(sentence), places(sentence)
            paid = surprisal([q[path[:-1], path[1:]] for q in models().values()])
            start = 0
            while start + letters <= len(spelt):
                end = start + letters
                costs.append(paid[:, start:end].sum(axis=1))
                right.append(place)
                start = (spelt + " ").index(" ", end - 1) + 1
    return np.array(costs), np.array(right)
